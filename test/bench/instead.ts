import path from 'node:path';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { loadExamples } from '../../src/exercises/examples.js';
import { loadExercise } from '../../src/exercises/load.js';
import { connectEngine } from '../../src/sandbox/engine.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { type Measured, quantile } from './figures.js';
import { settle } from './machine.js';
import { awaitVerdict, edited, post, type System } from './system.js';

const slug = 'safe-counter';
/** A cold one compiles the standard library for the race detector: half a minute. */
const coldTimes = 2;

/** What one would do without Raceway: `docker run` of the Go image for each submission, which runs `go test -race` once. */
export async function measureInstead(system: System, times: number): Promise<Measured> {
  const docker = connectEngine();
  const volume = `${system.config.sandbox.instance}-bench-cache`;
  const exercise = loadExercise(path.join(system.config.exercisesDir, slug));
  const files = loadExamples(path.join(system.config.exercisesDir, slug)).find((each) => each.name === 'model')?.files ?? {};
  const { base, stop } = await system.start('serve');
  const token = await system.newToken();
  const judged: number[] = [];
  const warm: number[] = [];
  const cold: number[] = [];
  try {
    for (let i = -1; i < times; i++) {
      const changed = edited(files, i);
      await settle();
      const posted = await post(base, token, slug, changed);
      const submission = await awaitVerdict(base, token, posted.id);
      if (submission.verdict !== 'accepted') throw new Error(`${slug}: ${submission.verdict} in place of accepted`);
      await settle();
      // A volume on the cache's folder begins as a copy of the image's warm one.
      const withVolume = await dockerRun(docker, system, exercise, changed, [], [`${volume}:/opt/raceway/cache`]);
      if (i < 0) continue;
      judged.push(Date.parse(submission.verdictAt ?? '') - posted.answeredAt);
      warm.push(withVolume);
      if (i < coldTimes) cold.push(await dockerRun(docker, system, exercise, changed, ['GOCACHE=/tmp/cache'], []));
    }
  } finally {
    await stop();
    // Not there yet when it has failed early; that it cannot be removed must not hide why.
    await docker
      .getVolume(volume)
      .remove({ force: true })
      .catch((error: Error) => process.stderr.write(`the volume ${volume} stays: ${error.message}\n`));
  }
  const p50 = quantile(judged, 0.5);
  const row = (name: string, figures: number[]) => [
    name,
    quantile(figures, 0.5),
    quantile(figures, 0.95),
    quantile(figures, 0.5) / p50,
    figures.length,
  ];
  return {
    columns: ['way', 'p50 ms', 'p95 ms', '÷ raceway p50', 'times'],
    rows: [row('raceway, the whole schedule', judged), row('docker run, warm volume', warm), row('docker run, cold cache', cold)],
    notes: [
      `${slug}/model, accepted. A docker run is one \`go test -race\`, its container's life included; it says less, and can be cheated.`,
    ],
  };
}

async function dockerRun(
  docker: Docker,
  system: System,
  exercise: ExercisePackage,
  learner: Record<string, string>,
  env: string[],
  binds: string[],
): Promise<number> {
  const began = performance.now();
  const container = await docker.createContainer({
    Image: system.image,
    Entrypoint: ['sh', '-c', 'cd /tmp/exercise && go test -race -count=1 .'],
    Cmd: [],
    Env: env,
    Labels: { 'raceway.instance': system.config.sandbox.instance },
    HostConfig: { NetworkMode: 'none', NanoCpus: 2e9, Binds: binds },
  });
  try {
    const tar = pack();
    for (const [name, text] of Object.entries({ ...exercise.starter, ...exercise.tests, ...learner })) {
      tar.entry({ name: `exercise/${name}`, mode: 0o666 }, text);
    }
    tar.finalize();
    await container.putArchive(tar as unknown as NodeJS.ReadableStream, { path: '/tmp' });
    await container.start();
    const { StatusCode } = (await container.wait()) as { StatusCode: number };
    if (StatusCode !== 0) throw new Error(`go test in a container ended with ${StatusCode}`);
  } finally {
    await container.remove({ force: true });
  }
  return performance.now() - began;
}
