import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { buildRequest } from '../../src/judging/judge-files.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import type { RunRequest } from '../../src/schemas/sandbox.js';

/** The same build and the same runs as the judge's, in one container, with nothing of the judge's around them. */
export interface ByHand {
  /** Milliseconds, measured inside the container. */
  time(learner: Record<string, string>): Promise<number>;
  remove(): Promise<void>;
}

const script = `cd /tmp/hand && begin=$(date +%s%N)
/raceway-runner build < build.json > built
head -n 1 built > report.json; tail -c +$(( $(stat -c %s report.json) + 1 )) built > binary
{ printf '%s,"binary":%s}\\n' "$(cat run.json)" "$(sed 's/.*"binary":\\({[^}]*}\\).*/\\1/' report.json)"; cat binary; } | /raceway-runner run > runs
echo "$(( $(date +%s%N) - begin )) $(tail -c 200 runs)"`;

/** @param whole runs the whole schedule; else its first entry, which is where a wrong submission is found out. */
export async function startByHand(
  docker: Docker,
  image: string,
  instance: string,
  exercise: ExercisePackage,
  whole: boolean,
): Promise<ByHand> {
  const container = await docker.createContainer({
    Image: image,
    Entrypoint: ['sleep', 'infinity'],
    Labels: { 'raceway.instance': instance },
    HostConfig: { NetworkMode: 'none', NanoCpus: 2e9, Init: true },
  });
  await container.start();
  const { tests, schedule, leftovers, limits } = exercise.manifest;
  const entries = schedule.map(({ procs, repetitions, perturbed }, i) => ({ procs, repetitions, seed: perturbed ? i + 1 : 0 }));
  const run: Omit<RunRequest, 'binary'> = {
    kind: 'run',
    testNames: tests.map((test) => test.name),
    schedules: [whole ? entries : entries.slice(0, 1)],
    leftovers,
    limits: { runMs: limits.runSeconds * 1000, totalMs: limits.totalSeconds * 1000, outputBytes: limits.outputKb * 1024 },
  };
  return {
    time: async (learner) => {
      const tar = pack();
      tar.entry({ name: 'hand/build.json', mode: 0o666 }, `${JSON.stringify(buildRequest(exercise, learner))}\n`);
      tar.entry({ name: 'hand/run.json', mode: 0o666 }, JSON.stringify(run).slice(0, -1));
      tar.finalize();
      // World-writable, for the image's user.
      await exec(container, ['sh', '-c', 'mkdir -p -m 777 /tmp/hand']);
      await container.putArchive(tar as unknown as NodeJS.ReadableStream, { path: '/tmp' });
      const said = await exec(container, ['sh', '-c', script]);
      const nanoseconds = Number(/^\d+/.exec(said)?.[0]);
      if (!(nanoseconds > 0) || !said.includes('"fault":null')) throw new Error(`by hand in the build image: ${said}`);
      return nanoseconds / 1e6;
    },
    remove: async () => {
      await container.remove({ force: true });
    },
  };
}

async function exec(container: Docker.Container, command: string[]): Promise<string> {
  const started = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true, Tty: true });
  const stream = await started.start({ Tty: true });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString().trim();
}
