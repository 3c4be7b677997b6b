import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readConfig } from '../../src/config.js';
import { createContext } from '../../src/context.js';
import { startEmbedded } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrate.js';
import { loadExamples } from '../../src/exercises/examples.js';
import { loadExercise } from '../../src/exercises/load.js';
import { storeExercise } from '../../src/exercises/store.js';
import { exerciseUseCases } from '../../src/exercises/use-cases.js';
import { apiRoutes } from '../../src/http/api.js';
import { createApp } from '../../src/http/app.js';
import { work } from '../../src/judging/work.js';
import { createLog } from '../../src/log.js';
import { quizUseCases } from '../../src/quizzes/use-cases.js';
import { createSandbox } from '../../src/sandbox/sandbox.js';
import type { Submission } from '../../src/schemas/submission.js';
import { submissionUseCases } from '../../src/submissions/use-cases.js';
import { createUserWithToken, findByToken } from '../../src/users/store.js';
import { startGoTest } from './go-test.js';

// `npm run bench [repetitions]`: from the POST to the verdict in PostgreSQL, beside a warm `go test -race` of the same files in the
// same image on the same machine, taken in turn in one run.

const examples = [
  ['fix-cache-race', 'data_race', 'guide'],
  ['fix-cache-race', 'accepted', 'model'],
  ['worker-pool', 'deadlock', 'starter'],
  ['worker-pool', 'accepted', 'model'],
] as const;

async function main(repetitions: number): Promise<void> {
  const config = readConfig();
  const log = createLog({ logLevel: 'warn' });
  const database = await startEmbedded(path.join(config.home, 'bench'));
  await migrate(database.url);
  const context = createContext({ ...config, redisUrl: null }, database.url, log);
  const { db, docker } = context;
  const sandboxConfig = { ...config.sandbox, instance: `bench-${randomBytes(4).toString('hex')}` };
  const sandbox = createSandbox(docker, sandboxConfig, log, config.worker.concurrency);
  const worker = await work({ ...context, sandbox, sandboxConfig }, { slots: config.worker.concurrency, sweepSeconds: 60 });
  const useCases = {
    exercises: exerciseUseCases(db),
    submissions: submissionUseCases({ ...context, limits: config.queue }),
    quizzes: quizUseCases(db),
    probes: {},
  };
  const server = createServer(createApp({ routes: apiRoutes(useCases), authenticate: (token) => findByToken(db, token), log }));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = await createUserWithToken(db, 'bench', 'learner', 'bench');

  async function judged(exercise: string, files: Record<string, string>): Promise<{ ms: number; submission: Submission }> {
    const began = Date.now();
    const reply = await fetch(`${base}/api/v1/submissions?wait=60`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ exercise, files }),
    });
    const submission = (await reply.json()) as Submission;
    if (submission.judgedAt === null) throw new Error(`no verdict within 60 s: ${JSON.stringify(submission)}`);
    return { ms: Date.parse(submission.judgedAt) - began, submission };
  }

  process.stdout.write(`image ${sandbox.image}, ${repetitions} of each, alternately; milliseconds\n\n`);
  process.stdout.write(row(['example', 'verdict', 'raceway p50', 'p95', 'go test -race p50', 'p95', 'ratio p50', 'build', 'runs']));
  process.stdout.write(row(Array<string>(9).fill('---')));
  try {
    for (const [slug, verdict, name] of examples) {
      const folder = path.join(config.exercisesDir, slug);
      const exercise = loadExercise(folder);
      await storeExercise(db, exercise);
      const example = loadExamples(folder).find((each) => each.expected === verdict && each.name === name);
      if (!example) throw new Error(`there is no example ${slug}/submissions/${verdict}/${name}`);
      const goTest = await startGoTest(docker, sandbox.image, sandboxConfig.instance, exercise);
      const edited = (i: number) =>
        Object.fromEntries(Object.entries(example.files).map(([file, text]) => [file, `${text}// edit ${i}\n`]));
      await judged(slug, edited(-1));
      await goTest.time(edited(-1));
      const ours: number[] = [];
      const theirs: number[] = [];
      const builds: number[] = [];
      const runs: number[] = [];
      for (let i = 0; i < repetitions; i++) {
        const { ms, submission } = await judged(slug, edited(i));
        if (submission.verdict !== verdict) throw new Error(`${slug}/${name} got ${submission.verdict}: ${submission.message}`);
        ours.push(ms);
        builds.push(submission.timings?.build?.wallMs ?? 0);
        runs.push(submission.timings?.container?.runMs ?? 0);
        theirs.push(await goTest.time(edited(i)));
      }
      await goTest.remove();
      const figures = [quantile(ours, 0.5), quantile(ours, 0.95), quantile(theirs, 0.5), quantile(theirs, 0.95)].map((ms) => ms.toFixed(0));
      const ratio = (quantile(ours, 0.5) / quantile(theirs, 0.5)).toFixed(2);
      process.stdout.write(
        row([`${slug}/${name}`, verdict, ...figures, ratio, quantile(builds, 0.5).toFixed(0), quantile(runs, 0.5).toFixed(0)]),
      );
    }
  } finally {
    server.close();
    await worker.stop(10_000);
    await sandbox.close();
    await context.close();
    await database.stop();
  }
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function quantile(figures: number[], q: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

main(Number(process.argv[2] ?? 15)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
