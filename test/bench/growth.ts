import path from 'node:path';
import { loadExamples } from '../../src/exercises/examples.js';
import type { PrismaClient } from '../../src/generated/prisma/client.js';
import { type Measured, quantile } from './figures.js';
import { post, type System } from './system.js';

const stored = [10, 1000, 100_000];
/** Near the limit that the queue has unless configured otherwise. */
const queued = 4900;
/** Nearly all submissions are to the one; the other has some among the oldest only. */
const [usual, rare] = ['safe-counter', 'worker-pool'];

/** The API with ever more stored submissions, and then with a long queue too: a page, a submission, a hand-in. */
export async function measureGrowth(system: System, times: number): Promise<Measured> {
  const { base, stop } = await system.start('api');
  const [learner, staff] = [await system.newToken(), await system.newToken('instructor')];
  const files = loadExamples(path.join(system.config.exercisesDir, usual)).find(({ name }) => name === 'model')?.files ?? {};
  await fillUsers(system.db);
  const rows: Measured['rows'] = [];
  for (const count of stored) {
    await fillJudged(system.db, count);
    // The first requests of a process are slow: they would make ten stored ones look slower than a thousand.
    if (rows.length === 0) await requests(system.db, base, { learner, staff, files }, 50);
    rows.push([`${count.toLocaleString('en')} stored`, ...(await requests(system.db, base, { learner, staff, files }, times))]);
  }
  await fillQueue(system.db, queued);
  rows.push([`and ${queued.toLocaleString('en')} queued`, ...(await requests(system.db, base, { learner, staff, files }, times))]);
  await stop();
  return {
    columns: [
      'submissions',
      'newest page',
      'last page',
      'page of a rare exercise',
      "a learner's page",
      'one',
      'one that is queued',
      'POST',
    ],
    rows,
    notes: [`Milliseconds, p50 of ${times}; a page has 50. Requests one after another, on a machine that judges nothing meanwhile.`],
  };
}

async function fillUsers(db: PrismaClient): Promise<void> {
  await db.$executeRaw`INSERT INTO users (id, name, role) SELECT gen_random_uuid(), 'filler', 'learner' FROM generate_series(1, 100)`;
}

/** Judged submissions with their judgements and events, second after second, up to so many of all. */
async function fillJudged(db: PrismaClient, count: number): Promise<void> {
  const missing = count - (await db.submission.count());
  await db.$executeRaw`
    WITH people AS (SELECT array_agg(id) AS ids FROM users WHERE name = 'filler'),
    rows AS (
      SELECT uuidv7(make_interval(secs => -n)) AS id, uuidv7(make_interval(secs => -n)) AS judgement, now() - make_interval(secs => n) AS at,
             ids[1 + n % 100] AS person, (SELECT digest FROM exercise_versions WHERE slug = CASE WHEN n > ${missing}::int - 5 THEN ${rare} ELSE ${usual} END) AS version
      FROM generate_series(1, ${missing}::int) n, people
    ), submitted AS (
      INSERT INTO submissions (id, user_id, exercise_version, files, request_digest, created_at)
      SELECT id, person, version, jsonb_build_object('counter.go', repeat(E'// a line of source\n', 60)), '', at FROM rows
    ), judged AS (
      INSERT INTO judgements (id, submission_id, exercise_version, state, verdict, verdict_at, score, max_score, message, details, started_at, judged_at)
      SELECT judgement, id, version, 'judged', 'accepted', at, 100, 100, 'All tests passed.', jsonb_build_object('tests', '[]'::jsonb), at, at FROM rows
    )
    INSERT INTO submission_events (submission_id, judgement_id, state, verdict) SELECT id, judgement, 'judged', 'accepted' FROM rows`;
  await db.$executeRawUnsafe('VACUUM ANALYZE');
}

async function fillQueue(db: PrismaClient, count: number): Promise<void> {
  await db.$executeRaw`
    WITH people AS (SELECT array_agg(id) AS ids FROM users WHERE name = 'filler'),
    rows AS (
      SELECT n, uuidv7() AS id, ids[1 + n % 100] AS person, (SELECT digest FROM exercise_versions WHERE slug = ${usual}) AS version
      FROM generate_series(1, ${count}::int) n, people
    ), submitted AS (
      INSERT INTO submissions (id, user_id, exercise_version, files, request_digest) SELECT id, person, version, '{}', '' FROM rows
    )
    INSERT INTO judgements (id, submission_id, exercise_version, turn) SELECT uuidv7(), id, version, 1 + n / 100 FROM rows`;
  await db.$executeRawUnsafe('VACUUM ANALYZE');
}

interface Asking {
  learner: string;
  staff: string;
  files: Record<string, string>;
}

async function requests(db: PrismaClient, base: string, { learner, staff, files }: Asking, times: number): Promise<number[]> {
  const get = async (address: string, token: string): Promise<void> => {
    const reply = await fetch(`${base}/api/v1/submissions${address}`, { headers: { Authorization: `Bearer ${token}` } });
    const text = await reply.text();
    if (reply.status !== 200) throw new Error(`GET ${address}: ${reply.status} ${text}`);
  };
  const person = await db.user.findFirstOrThrow({ where: { name: 'filler' } });
  const [oldest] = await db.submission.findMany({ orderBy: { id: 'asc' }, skip: 6, take: 1 });
  const posted = await post(base, learner, usual, files);
  const found = [
    await p50(times, () => get('?user=all&limit=50', staff)),
    await p50(times, () => get(`?user=all&limit=50&cursor=${oldest?.id}`, staff)),
    await p50(times, () => get(`?user=all&limit=50&exercise=${rare}`, staff)),
    await p50(times, () => get(`?user=${person.id}&limit=50`, staff)),
    await p50(times, () => get(`/${oldest?.id}`, staff)),
    await p50(times, () => get(`/${posted.id}`, learner)),
    await p50(times, () => post(base, learner, usual, files)),
  ];
  // What was posted here is no part of what is stored.
  const submission = { user: { name: 'bench' } };
  await db.submissionEvent.deleteMany({ where: { submission } });
  await db.judgement.deleteMany({ where: { submission } });
  await db.submission.deleteMany({ where: submission });
  return found;
}

/** The median of so many, after one that warms up. */
async function p50(times: number, act: () => Promise<unknown>): Promise<number> {
  const figures: number[] = [];
  for (let i = -1; i < times; i++) {
    const began = performance.now();
    await act();
    if (i >= 0) figures.push(performance.now() - began);
  }
  return quantile(figures, 0.5);
}
