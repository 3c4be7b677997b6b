import path from 'node:path';
import { loadExamples } from '../../src/exercises/examples.js';
import { type Measured, quantile } from './figures.js';
import { awaitVerdict, type Posted, post, type System } from './system.js';

const learners = 200;
const flood = 200;
const slug = 'safe-counter';
const bar = { p99Ms: 100, delay: 2 };

/** The API while the worker uses every processor: 200 learners who hand in and watch, then a flood by one and a single one by another. */
export async function measureApiLoad(system: System): Promise<Measured> {
  const { base, stop } = await system.start('serve');
  const examples = loadExamples(path.join(system.config.exercisesDir, slug));
  const files = (name: string, i: number) => {
    const found = examples.find((each) => each.name === name)?.files ?? {};
    return Object.fromEntries(Object.entries(found).map(([file, text]) => [file, `// Edit ${i}.\n${text}`]));
  };
  const tokens = await Promise.all(Array.from({ length: learners }, () => system.newToken()));
  const posts: number[] = [];
  let failed = 0;
  let verdicts = 0;
  // Each within the first minute, as a class does.
  const watching = tokens.map(async (token, i) => {
    await new Promise((resolve) => setTimeout(resolve, (60_000 * i) / learners));
    try {
      const posted = await post(base, token, slug, files(i % 2 ? 'model' : 'starter', i));
      posts.push(posted.answeredAt - posted.sentAt);
      const submission = await awaitVerdict(base, token, posted.id);
      if (submission.verdict === (i % 2 ? 'accepted' : 'data_race')) verdicts++;
    } catch (error) {
      failed++;
      process.stderr.write(`learner ${i}: ${(error as Error).message}\n`);
    }
  });
  await Promise.all(watching);
  const delay = await delayByFlood(system, base, files);
  await stop();
  const p99 = quantile(posts, 0.99);
  return {
    columns: ['figure', 'value', 'bar'],
    rows: [
      ['POST /submissions, p50 ms', quantile(posts, 0.5), ''],
      ['POST /submissions, p95 ms', quantile(posts, 0.95), ''],
      ['POST /submissions, p99 ms', p99, `< ${bar.p99Ms}`],
      ['learners who posted, and watched to the right verdict', verdicts, String(learners)],
      ['requests that failed', failed, '0'],
      [`judgements that a flood of ${flood} puts before another's single one`, delay, `≤ ${bar.delay}`],
    ],
    notes: p99 < bar.p99Ms && failed === 0 && verdicts === learners && delay <= bar.delay ? [] : ['a bar is missed'],
  };
}

/** How many judgements end between a single submission's POST and its own verdict, beyond those that were under way. */
async function delayByFlood(system: System, base: string, files: (name: string, i: number) => Record<string, string>): Promise<number> {
  const [flooding, single] = [await system.newToken(), await system.newToken()];
  const flooded: Posted[] = [];
  for (let i = 0; i < flood; i++) flooded.push(await post(base, flooding, slug, files('model', 1000 + i)));
  const atWork = await system.db.judgement.count({ where: { state: { in: ['compiling', 'running'] } } });
  const posted = await post(base, single, slug, files('model', 5000));
  const submission = await awaitVerdict(base, single, posted.id);
  const between = await system.db.judgement.count({
    where: { judgedAt: { gte: new Date(posted.answeredAt), lt: new Date(submission.judgedAt ?? '') } },
  });
  await system.db.judgement.updateMany({ where: { state: 'queued' }, data: { state: 'cancelled' } });
  return Math.max(0, between - atWork);
}
