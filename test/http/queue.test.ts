import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { exerciseUseCases } from '../../src/exercises/use-cases.js';
import { apiRoutes } from '../../src/http/api.js';
import { createApp } from '../../src/http/app.js';
import { takeUp } from '../../src/judging/store.js';
import { quizUseCases } from '../../src/quizzes/use-cases.js';
import { insertSubmission } from '../../src/submissions/store.js';
import { submissionUseCases } from '../../src/submissions/use-cases.js';
import { createUserWithToken, findByToken } from '../../src/users/store.js';
import { useApi } from '../support/api.js';
import { log } from '../support/log.js';
import { doubles, submissionOf, tinyExercise } from '../support/tiny-exercise.js';

const api = useApi();
let app: ReturnType<typeof createApp>;
/** Small limits, no worker: what is handed in stays queued. */
beforeAll(() => {
  const limits = { perLearner: 3, total: 8 };
  const useCases = {
    exercises: exerciseUseCases(api.db),
    submissions: submissionUseCases({ ...api, limits, log }),
    quizzes: quizUseCases(api.db),
    probes: {},
  };
  app = createApp({ routes: apiRoutes(useCases), authenticate: (token) => findByToken(api.db, token), log });
});
beforeEach(async () => {
  await api.db.judgement.updateMany({ data: { state: 'cancelled' } });
});

const learner = () => createUserWithToken(api.db, `L${randomBytes(4).toString('hex')}`, 'learner', 'test');
const post = (token: string, members: object = {}) =>
  request(app)
    .post('/api/v1/submissions')
    .set('Authorization', `Bearer ${token}`)
    .send({ ...submissionOf(doubles.accepted), ...members });
const read = async (token: string, id: string) =>
  (await request(app).get(`/api/v1/submissions/${id}`).set('Authorization', `Bearer ${token}`)).body;

describe('a learner with as many in the queue as may be', () => {
  test('is refused with 429, told when to come back, and nothing is stored', async () => {
    const token = await learner();
    for (let i = 0; i < 3; i++) expect((await post(token)).status).toBe(202);
    const before = await api.db.submission.count();
    const reply = await post(token);
    expect(reply.status).toBe(429);
    expect(reply.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect(reply.body).toMatchObject({ type: '/problems/too_many_submissions', detail: expect.stringContaining('at most 3') });
    expect(await api.db.submission.count()).toBe(before);
  });

  test('is refused so also when all come at once, and others are not', async () => {
    const token = await learner();
    const replies = await Promise.all(Array.from({ length: 12 }, () => post(token)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([202, 202, 202, ...Array<number>(9).fill(429)]);
    expect((await post(await learner())).status).toBe(202);
  });

  test('may still ask again for what was taken, by its Idempotency-Key', async () => {
    const token = await learner();
    const first = await post(token).set('Idempotency-Key', 'one');
    for (let i = 0; i < 2; i++) await post(token);
    expect((await post(token)).status).toBe(429);
    const again = await post(token).set('Idempotency-Key', 'one');
    expect([again.status, again.body.id]).toEqual([202, first.body.id]);
  });

  test('has room again when one is judged', async () => {
    const token = await learner();
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push((await post(token)).body.id);
    await api.db.judgement.updateMany({ where: { submissionId: ids[0] }, data: { state: 'judged' } });
    expect((await post(token)).status).toBe(202);
  });
});

test('a full queue refuses everybody', async () => {
  for (let i = 0; i < 8; i++) expect((await post(await learner())).status).toBe(202);
  const reply = await post(await learner());
  expect([reply.status, reply.body.detail]).toEqual([429, expect.stringContaining('the queue is full')]);
});

test('a queued submission says where it stands: first those whose turn it is, a flood behind the single ones, bulk work last', async () => {
  const flooding = await learner();
  const bulk = await post(api.tokens.instructor, { bulk: true });
  const flood = [];
  for (let i = 0; i < 3; i++) flood.push((await post(flooding)).body.id);
  const token = await learner();
  const single = await post(token);
  expect(single.body.queue).toEqual({ position: 2, estimatedSeconds: null });
  const positions = await Promise.all(flood.map(async (id) => (await read(flooding, id)).queue.position));
  expect(positions).toEqual([1, 3, 4]);
  expect((await read(api.tokens.instructor, bulk.body.id)).queue.position).toBe(5);
  await api.db.judgement.updateMany({ where: { submissionId: single.body.id }, data: { state: 'judged' } });
  expect((await read(token, single.body.id)).queue).toBeNull();
});

test('bulk work is for staff', async () => {
  const reply = await post(await learner(), { bulk: true });
  expect([reply.status, reply.body.detail]).toEqual([403, expect.stringContaining('leave out `bulk`')]);
});

describe('"supersede": true', () => {
  test("cancels the learner's own queued ones to that exercise, and tells those who watch", async () => {
    const token = await learner();
    const other = await learner();
    const old = [(await post(token)).body.id, (await post(token)).body.id];
    const others = (await post(other)).body.id;
    const reply = await post(token, { supersede: true });
    expect([reply.status, reply.body.state]).toEqual([202, 'queued']);
    for (const id of old) {
      expect((await read(token, id)).state).toBe('cancelled');
      const events = await api.db.submissionEvent.findMany({ where: { submissionId: id }, orderBy: { id: 'asc' } });
      expect(events.map((event) => event.state)).toEqual(['queued', 'cancelled']);
    }
    expect((await read(other, others)).state).toBe('queued');
  });

  test('sent ten times at once with one Idempotency-Key it is one submission, which none of the others cancels', async () => {
    const token = await learner();
    const old = (await post(token)).body.id;
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => post(token, { supersede: true }).set('Idempotency-Key', 'supersedes')),
    );
    expect(new Set(replies.map((reply) => `${reply.status} ${reply.body.id} ${reply.body.state}`)).size).toBe(1);
    expect((await read(token, replies[0]?.body.id)).state).toBe('queued');
    expect((await read(token, old)).state).toBe('cancelled');
  });

  test('that another process has stored under the same Idempotency-Key changes nothing', async () => {
    const token = await learner();
    const queued = (await post(token)).body.id;
    const { userId } = await api.db.submission.findUniqueOrThrow({ where: { id: queued } });
    const row = { userId, exerciseVersion: tinyExercise.digest, files: {}, idempotencyKey: 'elsewhere', requestDigest: '' };
    const place = { lane: 'live', turn: 1, superseded: null } as const;
    expect(await insertSubmission(api.db, row, place)).toMatchObject({ ticket: { lane: 'live', turn: 1 } });
    const before = await api.db.submissionEvent.count();
    expect(await insertSubmission(api.db, row, { ...place, superseded: 'tiny' })).toBeNull();
    expect(await api.db.submissionEvent.count()).toBe(before);
    expect((await read(token, queued)).state).toBe('queued');
  });

  test('leaves alone what a worker has taken up, and what is cancelled is taken up no more', async () => {
    const token = await learner();
    const judgementOf = async (id: string) => (await api.db.judgement.findFirstOrThrow({ where: { submissionId: id } })).id;
    const taken = (await post(token)).body.id;
    const waiting = (await post(token)).body.id;
    await takeUp(api.db, await judgementOf(taken));
    await post(token, { supersede: true });
    expect((await read(token, taken)).state).toBe('compiling');
    expect((await read(token, waiting)).state).toBe('cancelled');
    expect(await takeUp(api.db, await judgementOf(waiting))).toBeNull();
  });

  test('makes room for itself in a queue that is full of the same', async () => {
    const token = await learner();
    for (let i = 0; i < 3; i++) await post(token);
    expect((await post(token)).status).toBe(429);
    expect((await post(token, { supersede: true })).status).toBe(202);
  });

  test('a request that differs only in it is another request under the same Idempotency-Key', async () => {
    const token = await learner();
    await post(token).set('Idempotency-Key', 'k');
    expect((await post(token, { supersede: true }).set('Idempotency-Key', 'k')).status).toBe(409);
  });
});
