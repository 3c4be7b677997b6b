import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, readConfig } from '../src/config.js';
import { storeExercise } from '../src/exercises/store.js';
import { createQueue, type JudgementQueue, type JudgementWorker } from '../src/queue.js';
import { newSubmissionSchema } from '../src/schemas/submission.js';
import { submit } from '../src/submissions/submit.js';
import { sweep } from '../src/submissions/sweep.js';
import { createUserWithToken } from '../src/users/store.js';
import { type FreshDatabase, freshDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { log } from './support/log.js';
import { emptyRedis } from './support/redis.js';
import { doubles, submissionOf, tinyExercise } from './support/tiny-exercise.js';

const backends: [string, () => Promise<Config['redisUrl']>][] = [
  ['PostgreSQL', async () => null],
  ['Redis', () => emptyRedis(1)],
];

describe.each(backends)('the queue on %s', (_name, prepareRedis) => {
  let redisUrl: Config['redisUrl'];
  let database: FreshDatabase;
  let queue: JudgementQueue;
  const workers: JudgementWorker[] = [];
  const config = () => ({ redisUrl, worker: { concurrency: 2, sweepSeconds: 60, stalledSeconds: 2 } });

  beforeAll(async () => {
    redisUrl = await prepareRedis();
    database = await freshDatabase();
    queue = createQueue(config(), database.url, log);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.close();
  });
  afterAll(async () => {
    await queue.close();
    await database.drop();
  });
  const work = (judge: (id: string) => Promise<void>, from = queue) => {
    const worker = from.work(judge, 2);
    workers.push(worker);
    return worker;
  };

  test('hands out every judgement once', async () => {
    const ids = Array.from({ length: 50 }, () => randomUUID());
    await Promise.all(ids.map((id) => queue.add({ id, lane: 'live', turn: 1 })));
    const seen: string[] = [];
    work(async (id) => {
      seen.push(id);
    });
    await eventually('all 50 handed out', async () => seen.length >= 50);
    expect([...seen].sort()).toEqual([...ids].sort());
    await eventually('none is held any more', async () => !(await queue.has(ids[0] ?? '')));
  });

  test('the same judgement added three times is handed out once, and after it is done it can be added again', async () => {
    const id = randomUUID();
    const seen: string[] = [];
    await Promise.all([
      queue.add({ id, lane: 'live', turn: 1 }),
      queue.add({ id, lane: 'live', turn: 1 }),
      queue.add({ id, lane: 'live', turn: 1 }),
    ]);
    expect(await queue.has(id)).toBe(true);
    work(async (each) => {
      seen.push(each);
    });
    await eventually('done', async () => seen.length > 0 && !(await queue.has(id)));
    expect(seen).toEqual([id]);
    await queue.add({ id, lane: 'live', turn: 1 });
    await eventually('done again', async () => seen.length === 2);
  });

  test('one whose judging throws is held, and handed out again later', async () => {
    const id = randomUUID();
    let calls = 0;
    work(async () => {
      if (++calls === 1) throw new Error('a fault of ours');
    });
    await queue.add({ id, lane: 'live', turn: 1 });
    await eventually('failed once', async () => calls === 1);
    expect(await queue.has(id)).toBe(true);
    await eventually('called again', async () => calls === 2);
  });

  test('one whose worker has gone without a word is handed to another', async () => {
    const id = randomUUID();
    const dying = createQueue(config(), database.url, log);
    let taken = false;
    const first = dying.work(() => {
      taken = true;
      return new Promise(() => {});
    }, 2);
    await queue.add({ id, lane: 'live', turn: 1 });
    await eventually('taken', async () => taken);
    await first.close(true);
    await dying.close();
    const seen: string[] = [];
    work(async (each) => {
      seen.push(each);
    });
    await eventually('handed to the other', async () => seen.includes(id));
  });

  test('what the queue has lost, or never got, the sweeper puts back; what it holds is left alone', async () => {
    const { db } = database;
    await storeExercise(db, tinyExercise);
    await createUserWithToken(db, 'L', 'learner', 'test');
    const user = await db.user.findFirstOrThrow();
    const limits = { perLearner: 10, total: 10 };
    const request = newSubmissionSchema.parse(submissionOf(doubles.accepted));
    const broken = { add: () => Promise.reject(new Error('the queue is down')) };
    const lost = await submit({ db, queue: broken, limits, log }, user, request, null);
    await submit({ db, queue, limits, log }, user, request, null);
    expect(await sweep({ db, queue, log })).toBe(1);
    expect(await sweep({ db, queue, log })).toBe(0);
    const judgement = await db.judgement.findFirstOrThrow({ where: { submissionId: lost.id } });
    expect(await queue.has(judgement.id)).toBe(true);
  });

  test('a server that answers can be told from one that does not', async () => {
    await expect(queue.ping()).resolves.toBeUndefined();
    const elsewhere = redisUrl === null ? null : 'redis://127.0.0.1:1';
    const down = createQueue({ ...config(), redisUrl: elsewhere }, 'postgresql://nobody@127.0.0.1:1/none', log);
    await expect(Promise.race([down.ping(), sleep(20_000, 'no answer', { ref: false })])).rejects.toThrow();
    await down.close().catch(() => {});
  });
});

test('the queue is on Redis where REDIS_URL is set', () => {
  expect(readConfig({ REDIS_URL: 'redis://127.0.0.1:6379' }).redisUrl).toBe('redis://127.0.0.1:6379');
});
