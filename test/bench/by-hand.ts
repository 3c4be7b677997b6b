import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { buildRequest, rulesOf } from '../../src/judging/judge-files.js';
import { evidenceOf } from '../../src/judging/verdict.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { type Run, type RunRequest, runLineSchema } from '../../src/schemas/sandbox.js';

/** The same build and the same runs as the judge's, in one container, with nothing of the judge's around them. */
export interface ByHand {
  /** Milliseconds, measured inside the container, to the first run that shows a fault; without any, to the schedule's end. */
  time(learner: Record<string, string>): Promise<number>;
  remove(): Promise<void>;
}

// `dd` ends with the first byte of the first run's report, which comes when that run is over.
const script = `cd /tmp/hand && begin=$(date +%s%N)
/raceway-runner build < build.json > built
head -n 1 built > report.json; tail -c +$(( $(stat -c %s report.json) + 1 )) built > binary
{ printf '%s,"binary":%s}\\n' "$(cat run.json)" "$(sed 's/.*"binary":\\({[^}]*}\\).*/\\1/' report.json)"; cat binary; } | /raceway-runner run |
  { dd bs=1 count=1 2>/dev/null; date +%s%N > first; cat; } > runs
end=$(date +%s%N); echo "$(( $(cat first) - begin )) $(( end - begin ))"; cat runs`;

export async function startByHand(docker: Docker, image: string, instance: string, exercise: ExercisePackage): Promise<ByHand> {
  const container = await docker.createContainer({
    Image: image,
    Entrypoint: ['sleep', 'infinity'],
    Labels: { 'raceway.instance': instance },
    HostConfig: { NetworkMode: 'none', NanoCpus: 2e9, Init: true },
  });
  await container.start();
  const { tests, schedule, leftovers, limits } = exercise.manifest;
  const run: Omit<RunRequest, 'binary'> = {
    kind: 'run',
    testNames: tests.map((test) => test.name),
    schedules: [schedule.map(({ procs, repetitions, perturbed }, i) => ({ procs, repetitions, seed: perturbed ? i + 1 : 0 }))],
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
      const found = toVerdict(said, exercise, learner);
      if (found === null) throw new Error(`by hand in the build image: ${said.slice(0, 2000)}`);
      return found;
    },
    remove: async () => {
      await container.remove({ force: true });
    },
  };
}

/** Null when the script did not come to its end. */
function toVerdict(said: string, exercise: ExercisePackage, learner: Record<string, string>): number | null {
  const [figures = '', ...lines] = said.split('\n');
  const [toFirst, toEnd] = figures.split(' ').map((nanoseconds) => Number(nanoseconds) / 1e6);
  if (!(toFirst && toEnd && said.includes('"fault":null'))) return null;
  const runs = lines.map((line) => runLineSchema.parse(JSON.parse(line))).filter((line): line is Run => line.kind === 'run');
  const isEnough = (count: number) => evidenceOf(rulesOf(exercise), runs.slice(0, count), learner) !== null;
  const needed = runs.findIndex((_, i) => isEnough(i + 1));
  return needed < 0 ? toEnd : runs.slice(1, needed + 1).reduce((ms, { wallMs }) => ms + wallMs, toFirst);
}

async function exec(container: Docker.Container, command: string[]): Promise<string> {
  const started = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true, Tty: true });
  const stream = await started.start({ Tty: true });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString().trim();
}
