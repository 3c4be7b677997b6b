import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadExamples } from '../../src/exercises/examples.js';
import type { Submission } from '../../src/schemas/submission.js';
import { type Measured, quantile } from './figures.js';
import { awaitEnd, awaitVerdict, EndedEarly, edited, post, type System } from './system.js';

const learners = 200;
/** Within which they all hand in, as a class does; and once more in the next one. */
const roundMs = 60_000;
const flood = 200;
const slug = 'safe-counter';
const bar = { p99Ms: 100, delay: 2 };

/**
 * The API while a worker on the same machine uses every processor, each a process of its own: a class of 200 who hand in and watch within a
 * minute, and once more in the next one; all of them in the same moment; and a flood by one beside a single one by another.
 */
export async function measureApiLoad(system: System): Promise<Measured> {
  const { base, stop } = await system.start('api');
  const worker = await system.start('work');
  const examples = loadExamples(path.join(system.config.exercisesDir, slug));
  const filesOf = (name: string, i: number) => edited(examples.find((each) => each.name === name)?.files ?? {}, i);
  const tokens = await Promise.all(Array.from({ length: learners }, () => system.newToken()));
  const single = await delayByFlood(system, base, (i) => filesOf('model', 10_000 + i));
  const classOf = await watchClass(tokens, base, filesOf);
  const burst = await postAtOnce(system, tokens, base, (i) => filesOf('model', 20_000 + i));
  await worker.stop();
  await stop();
  const p99 = quantile(classOf.posts, 0.99);
  const failed = classOf.failed + burst.failed;
  const isMet = p99 < bar.p99Ms && failed === 0 && classOf.ended === 0 && classOf.right === learners && single.delay <= bar.delay;
  return {
    columns: ['figure', 'value', 'bar'],
    rows: [
      [`POST by ${learners} learners, twice within two minutes, p50 ms`, quantile(classOf.posts, 0.5), ''],
      ['p95 ms', quantile(classOf.posts, 0.95), ''],
      ['p99 ms', p99, `< ${bar.p99Ms}`],
      ['learners who watched to the right verdict', classOf.right, String(learners)],
      ['first submissions that the second one superseded', classOf.superseded, ''],
      ['event streams that ended without a verdict', classOf.ended, '0'],
      ['requests that failed', failed, '0'],
      [`judgements that a flood of ${flood} puts before another's single one`, single.delay, `≤ ${bar.delay}`],
      ['POST of that single one, ms', single.postMs, ''],
      [`POST by ${learners} learners in the same moment, p50 ms`, quantile(burst.posts, 0.5), ''],
      [`POST by ${learners} learners in the same moment, p99 ms`, quantile(burst.posts, 0.99), ''],
    ],
    notes: isMet ? [] : ['A bar is missed.'],
  };
}

type FilesOf = (name: string, i: number) => Record<string, string>;

/** Each hands in what has a race, and a minute later what has none, which supersedes the first one if that still waits. */
async function watchClass(tokens: string[], base: string, filesOf: FilesOf) {
  const found = { posts: [] as number[], right: 0, superseded: 0, failed: 0, ended: 0 };
  async function handIn(token: string, files: Record<string, string>, afterMs: number): Promise<Submission | null> {
    await sleep(afterMs);
    try {
      const posted = await post(base, token, slug, files, { supersede: true });
      found.posts.push(posted.postMs);
      return await awaitEnd(base, token, posted.id);
    } catch (error) {
      if (error instanceof EndedEarly) found.ended++;
      else found.failed++;
      process.stderr.write(`${(error as Error).message}\n`);
      return null;
    }
  }
  await Promise.all(
    tokens.map(async (token, i) => {
      const afterMs = (roundMs * i) / tokens.length;
      const [first, second] = await Promise.all([
        handIn(token, filesOf('starter', i), afterMs),
        handIn(token, filesOf('model', i), roundMs + afterMs),
      ]);
      if (first?.state === 'cancelled') found.superseded++;
      if ((first?.verdict ?? 'data_race') === 'data_race' && second?.verdict === 'accepted') found.right++;
    }),
  );
  return found;
}

/** Everybody's POST at once. They are not judged: that would take minutes, and show nothing more. */
async function postAtOnce(system: System, tokens: string[], base: string, filesOf: (i: number) => Record<string, string>) {
  const outcomes = await Promise.allSettled(tokens.map((token, i) => post(base, token, slug, filesOf(i))));
  await cancelQueued(system);
  const posts = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.postMs] : []));
  return { posts, failed: outcomes.length - posts.length };
}

/** How many judgements end between a single submission's POST and its own verdict, beyond those that were under way. */
async function delayByFlood(system: System, base: string, filesOf: (i: number) => Record<string, string>) {
  const [flooding, other] = [await system.newToken(), await system.newToken()];
  for (let i = 0; i < flood; i++) await post(base, flooding, slug, filesOf(i));
  const underWay = await system.db.judgement.count({ where: { state: { in: ['compiling', 'running'] } } });
  const posted = await post(base, other, slug, filesOf(flood));
  const submission = await awaitVerdict(base, other, posted.id);
  const between = await system.db.judgement.count({
    where: { judgedAt: { gte: new Date(posted.answeredAt), lt: new Date(submission.judgedAt ?? '') } },
  });
  await cancelQueued(system);
  return { delay: Math.max(0, between - underWay), postMs: posted.postMs };
}

async function cancelQueued({ db }: System): Promise<void> {
  await db.judgement.updateMany({ where: { state: 'queued' }, data: { state: 'cancelled' } });
}
