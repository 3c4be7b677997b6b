import path from 'node:path';
import { loadExamples } from '../../src/exercises/examples.js';
import type { PrismaClient } from '../../src/generated/prisma/client.js';
import { type Measured, quantile } from './figures.js';
import { awaitVerdict, post, type Running, type System } from './system.js';

const stored = [10, 1000, 100_000];
const workers = [1, 2, 4];
const slug = 'safe-counter';

/** The API with 10, 1,000 and 100,000 stored submissions; then a full queue judged by 1, 2 and 4 worker processes. */
export async function measureGrowth(system: System, times: number): Promise<Measured> {
  const api = await system.start('api');
  const token = await system.newToken();
  const rows: Measured['rows'] = [];
  for (const count of stored) {
    await fill(system.db, count);
    rows.push([`${count} stored submissions`, ...(await requests(system, api.base, token, times)), '']);
  }
  for (const count of workers) rows.push([`${count} worker processes`, '', '', '', '', '', await judgedPerSecond(system, api.base, count)]);
  await api.stop();
  return {
    columns: ['growth', 'list p50 ms', 'last page p50 ms', 'read p50 ms', 'post p50 ms', 'queued read p50 ms', 'judgements/s'],
    rows,
    notes: [
      'Requests one after another on an idle machine, without a worker. The judgements of a worker process run in containers that share all cores: more processes help on more machines, not on this one.',
    ],
  };
}

/** Judged submissions of a hundred users, with their judgements and events, up to so many. */
async function fill(db: PrismaClient, count: number): Promise<void> {
  const missing = count - (await db.submission.count());
  const [version] = await db.exerciseVersion.findMany({ where: { slug }, take: 1 });
  await db.$executeRaw`INSERT INTO users (id, name, role) SELECT gen_random_uuid(), 'filler', 'learner' FROM generate_series(1, 100) WHERE NOT EXISTS (SELECT FROM users WHERE name = 'filler')`;
  await db.$executeRaw`
    WITH people AS (SELECT array_agg(id) AS ids FROM users WHERE name = 'filler'),
    numbers AS (SELECT n, uuidv7(make_interval(secs => -n)) AS id, uuidv7(make_interval(secs => -n)) AS judgement FROM generate_series(1, ${missing}::int) n),
    submitted AS (
      INSERT INTO submissions (id, user_id, exercise_version, files, request_digest, created_at)
      SELECT id, ids[1 + n % 100], ${version?.digest ?? ''}, jsonb_build_object('counter.go', repeat('// a line of source\n', 60)), '', now() - make_interval(secs => n) FROM numbers, people
    ), judged AS (
      INSERT INTO judgements (id, submission_id, exercise_version, state, verdict, verdict_at, score, max_score, message, details, started_at, judged_at)
      SELECT judgement, id, ${version?.digest ?? ''}, 'judged', 'accepted', now(), 100, 100, 'All tests passed.', jsonb_build_object('tests', '[]'::jsonb), now() - interval '1 s', now() FROM numbers
    )
    INSERT INTO submission_events (submission_id, judgement_id, state, verdict) SELECT id, judgement, 'judged', 'accepted' FROM numbers`;
  await db.$executeRawUnsafe('ANALYZE');
}

async function requests(system: System, base: string, token: string, times: number): Promise<number[]> {
  const staff = await staffToken(system);
  const get = async (address: string, bearer: string): Promise<unknown> => {
    const reply = await fetch(`${base}/api/v1${address}`, { headers: { Authorization: `Bearer ${bearer}` } });
    if (reply.status !== 200) throw new Error(`GET ${address}: ${reply.status}`);
    return reply.json();
  };
  const files = model(system);
  const posted = await post(base, token, slug, files);
  const oldest = await system.db.submission.findMany({ orderBy: { id: 'asc' }, skip: 5, take: 1 });
  const judged = await system.db.submission.findFirstOrThrow({ where: { user: { name: 'filler' } } });
  const timed = async (act: () => Promise<unknown>): Promise<number> => {
    const figures: number[] = [];
    for (let i = 0; i < times; i++) {
      const began = performance.now();
      await act();
      figures.push(performance.now() - began);
    }
    return quantile(figures, 0.5);
  };
  const found = [
    await timed(() => get('/submissions?user=all&limit=50', staff)),
    await timed(() => get(`/submissions?user=all&limit=50&cursor=${oldest[0]?.id}`, staff)),
    await timed(() => get(`/submissions/${judged.id}`, staff)),
    await timed(() => post(base, token, slug, files)),
    await timed(() => get(`/submissions/${posted.id}`, token)),
  ];
  await system.db.judgement.updateMany({ where: { state: 'queued' }, data: { state: 'cancelled' } });
  return found;
}

async function staffToken(system: System): Promise<string> {
  const token = await system.newToken();
  await system.db.user.updateMany({ where: { name: 'bench' }, data: { role: 'learner' } });
  const newest = await system.db.user.findFirstOrThrow({ where: { name: 'bench' }, orderBy: { id: 'desc' } });
  await system.db.user.update({ where: { id: newest.id }, data: { role: 'instructor' } });
  return token;
}

function model(system: System): Record<string, string> {
  return loadExamples(path.join(system.config.exercisesDir, slug)).find((each) => each.name === 'model')?.files ?? {};
}

async function judgedPerSecond(system: System, base: string, processes: number): Promise<number> {
  const token = await system.newToken();
  const running: Running[] = [];
  for (let i = 0; i < processes; i++) running.push(await system.start('work'));
  const ids: string[] = [];
  for (let i = 0; i < 24; i++) {
    const edited = Object.fromEntries(Object.entries(model(system)).map(([name, text]) => [name, `// Edit ${processes}/${i}.\n${text}`]));
    ids.push((await post(base, token, slug, edited)).id);
  }
  const submissions = await Promise.all(ids.map((id) => awaitVerdict(base, token, id)));
  for (const each of running) await each.stop();
  const began = Math.min(...submissions.map((each) => Date.parse(each.createdAt)));
  const ended = Math.max(...submissions.map((each) => Date.parse(each.judgedAt ?? '')));
  return (1000 * ids.length) / (ended - began);
}
