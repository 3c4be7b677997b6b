import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import type { ExercisePackage } from '../../src/schemas/exercise.js';

/** What a learner has at home: a warm `go test -race`, in the build image, with the same files and the same processors. */
export interface GoTest {
  /** Milliseconds of one `go test -race -count=1`, measured inside the container; the files count as edited. */
  time(learner: Record<string, string>): Promise<number>;
  remove(): Promise<void>;
}

const script = `cd /tmp/exercise && begin=$(date +%s%N); go test -race -count=1 . >/tmp/output 2>&1; echo "$(( $(date +%s%N) - begin )) $(tail -n 1 /tmp/output)"`;

export async function startGoTest(docker: Docker, image: string, instance: string, exercise: ExercisePackage): Promise<GoTest> {
  const container = await docker.createContainer({
    Image: image,
    Entrypoint: ['sleep', 'infinity'],
    Labels: { 'raceway.instance': instance },
    HostConfig: { NetworkMode: 'none', NanoCpus: 2e9 },
  });
  await container.start();
  const put = async (files: Record<string, string>) => {
    const tar = pack();
    for (const [name, text] of Object.entries(files)) tar.entry({ name: `exercise/${name}`, mode: 0o666 }, text);
    tar.finalize();
    await container.putArchive(tar as unknown as NodeJS.ReadableStream, { path: '/tmp' });
  };
  await put({ ...exercise.starter, ...exercise.tests });
  return {
    time: async (learner) => {
      await put(learner);
      const exec = await container.exec({ Cmd: ['sh', '-c', script], AttachStdout: true, AttachStderr: true });
      const stream = await exec.start({});
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const said = Buffer.concat(chunks)
        .toString()
        .replace(/^[^0-9]*/s, '');
      const nanoseconds = Number(/^\d+/.exec(said)?.[0]);
      if (!(nanoseconds > 0)) throw new Error(`go test in the build image said: ${said}`);
      return nanoseconds / 1e6;
    },
    remove: async () => {
      await container.remove({ force: true });
    },
  };
}
