import request from 'supertest';
import { storeExercise } from '../../src/exercises/store.js';
import { useApi } from '../support/api.js';
import { doubles, submissionOf, tinyExercise } from '../support/tiny-exercise.js';

const api = useApi();

const good = submissionOf(doubles.accepted);
const post = (token = api.tokens.learner) => request(api.app).post('/api/v1/submissions').set('Authorization', `Bearer ${token}`);
const get = (path: string, token = api.tokens.learner) => request(api.app).get(path).set('Authorization', `Bearer ${token}`);
const stored = () => api.db.submission.count();

describe('POST /api/v1/submissions', () => {
  test('stores, enqueues and answers 202 with where to look', async () => {
    const { status, body, headers } = await post().send(good);
    expect(status).toBe(202);
    expect(headers.location).toBe(`/api/v1/submissions/${body.id}`);
    expect(body).toMatchObject({ exercise: 'tiny', state: 'queued', verdict: null, files: good.files, tests: [], races: [] });
    const judgement = await api.db.judgement.findFirstOrThrow({ where: { submissionId: body.id } });
    expect(await api.queue.has(judgement.id)).toBe(true);
  });

  test('the same Idempotency-Key and body give the same submission, ten at once too', async () => {
    const before = await stored();
    const replies = await Promise.all(Array.from({ length: 10 }, () => post().set('Idempotency-Key', 'k1').send(good)));
    expect(replies.map((reply) => reply.status)).toEqual(Array(10).fill(202));
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    expect(await stored()).toBe(before + 1);
  });

  test('the same key with another body is a 409 that names the submission it stands for', async () => {
    const first = await post().set('Idempotency-Key', 'k2').send(good);
    const { status, body } = await post().set('Idempotency-Key', 'k2').send(submissionOf(doubles.wrongAnswer));
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: '/problems/idempotency_key_reused', submission: first.body.id });
  });

  test("another user's key is another key", async () => {
    const mine = await post().set('Idempotency-Key', 'k3').send(good);
    const theirs = await post(api.tokens.other).set('Idempotency-Key', 'k3').send(good);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  test('?wait answers after that long when there is no verdict yet', async () => {
    const { status, body } = await post().query({ wait: 1 }).send(good);
    expect(status).toBe(202);
    expect(body.state).toBe('queued');
  });

  const refused: [string, number, string, () => request.Test][] = [
    ['no token', 401, 'unauthenticated', () => request(api.app).post('/api/v1/submissions').send(good)],
    ['a made-up token', 401, 'unauthenticated', () => post(`rw_${'x'.repeat(43)}`).send(good)],
    [
      'another scheme',
      401,
      'unauthenticated',
      () => request(api.app).post('/api/v1/submissions').set('Authorization', 'Basic eDp5').send(good),
    ],
    ['an unknown exercise', 422, 'unknown_exercise', () => post().send({ ...good, exercise: 'nope' })],
    ['an exercise that no database can look for', 422, 'invalid_request', () => post().send({ ...good, exercise: 'ti\u0000ny' })],
    ['a list for such an exercise', 422, 'invalid_request', () => get('/api/v1/submissions?exercise=ti%00ny')],
    ['a file that is not editable', 422, 'file_not_editable', () => post().send({ ...good, files: { ...good.files, 'x.go': '' } })],
    ['a missing file', 422, 'file_missing', () => post().send({ ...good, files: {} })],
    ['a file over 64 KiB', 422, 'file_too_large', () => post().send(submissionOf('x'.repeat(70_000)))],
    ['a lone surrogate', 400, 'invalid_encoding', () => post().type('json').send('{"exercise":"tiny","files":{"double.go":"\\ud800"}}')],
    ['a NUL', 400, 'invalid_encoding', () => post().type('json').send('{"exercise":"tiny","files":{"double.go":"\\u0000"}}')],
    [
      'bad UTF-8',
      400,
      'invalid_encoding',
      () =>
        post()
          .type('json')
          .serialize(asIs)
          .send(Buffer.from([0x7b, 0xff, 0x7d]) as never),
    ],
    ['bad JSON', 400, 'malformed_json', () => post().type('json').send('{"exercise":')],
    ['no body', 400, 'malformed_json', () => post().type('json')],
    ['an array', 422, 'invalid_request', () => post().send([])],
    ['an unknown member', 422, 'invalid_request', () => post().send({ ...good, verdict: 'accepted' })],
    ['a number for a file', 422, 'invalid_request', () => post().send({ ...good, files: { 'double.go': 1 } })],
    ['a form', 415, 'unsupported_media_type', () => post().type('form').send('a=b')],
    ['a compressed body', 415, 'unsupported_media_type', () => post().type('json').set('Content-Encoding', 'gzip').send('{}')],
    ['two megabytes', 413, 'body_too_large', () => post().send(submissionOf('x'.repeat(2_000_000)))],
    ['a wait that is too long', 422, 'invalid_request', () => post().query({ wait: 61 }).send(good)],
    ['a wait that is no number', 422, 'invalid_request', () => post().query({ wait: 'soon' }).send(good)],
    ['an empty idempotency key', 422, 'invalid_request', () => post().set('Idempotency-Key', '').send(good)],
    ['an idempotency key without end', 422, 'invalid_request', () => post().set('Idempotency-Key', 'k'.repeat(300)).send(good)],
    ['another method', 405, 'method_not_allowed', () => request(api.app).delete('/api/v1/submissions')],
  ];
  test.each(refused)('%s: %d %s, a problem document, and nothing is stored', async (_name, status, code, send) => {
    const before = await stored();
    const reply = await send();
    expect(reply.status).toBe(status);
    expect(reply.headers['content-type']).toMatch('application/problem+json');
    expect(reply.body).toMatchObject({ type: `/problems/${code}`, status, title: expect.any(String), detail: expect.any(String) });
    expect(await stored()).toBe(before);
  });
});

/** supertest would write a Buffer as JSON text. */
const asIs = (body: unknown) => body as string;

describe('reading submissions', () => {
  test('a learner sees the own one, staff every one, another learner none', async () => {
    const { body } = await post().send(good);
    const path = `/api/v1/submissions/${body.id}`;
    expect((await get(path)).status).toBe(200);
    expect((await get(path, api.tokens.instructor)).status).toBe(200);
    for (const theirs of [path, `${path}/events`]) {
      const reply = await get(theirs, api.tokens.other);
      expect(reply.status).toBe(404);
      expect(reply.body.type).toBe('/problems/submission_not_found');
    }
  });

  test.each(['not-a-uuid', '00000000-0000-7000-8000-000000000000', '%00', '%ff', '..%2f..%2fetc'])(
    'id %s is a problem document',
    async (id) => {
      const reply = await get(`/api/v1/submissions/${id}`);
      expect([404, 422]).toContain(reply.status);
      expect(reply.headers['content-type']).toMatch('application/problem+json');
    },
  );

  test('lists come in pages, newest first, each submission once, and only the own', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await post(api.tokens.other).send(good)).body.id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await get('/api/v1/submissions', api.tokens.other).query({ limit: 2, ...(cursor && { cursor }) });
      expect(status).toBe(200);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.slice(0, 5)).toEqual(ids.reverse());
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("a learner may not list another's; staff may, and everybody's", async () => {
    const all = { user: 'all' };
    expect((await get('/api/v1/submissions').query(all)).status).toBe(403);
    const { status, body } = await get('/api/v1/submissions', api.tokens.instructor).query(all);
    expect(status).toBe(200);
    expect(body.items.length).toBeGreaterThan(5);
  });

  test("staff list everybody's of an exercise in pages, through all its versions, and no other's", async () => {
    const list = async (exercise: string) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const query = { user: 'all', exercise, limit: 4, ...(cursor && { cursor }) };
        const { status, body } = await get('/api/v1/submissions', api.tokens.instructor).query(query);
        expect(status).toBe(200);
        expect(body.items.every((item: { exercise: string }) => item.exercise === exercise)).toBe(true);
        seen.push(...body.items.map((item: { id: string }) => item.id));
        cursor = body.nextCursor ?? undefined;
      } while (cursor);
      return seen;
    };
    const before = await list('tiny');
    await storeExercise(api.db, { ...tinyExercise, digest: 'f'.repeat(64), statement: 'Another version.' });
    await storeExercise(api.db, { ...tinyExercise, digest: 'e'.repeat(64), slug: 'smaller' });
    const newer: string = (await post().send(good)).body.id;
    const smaller: string = (await post().send({ ...good, exercise: 'smaller' })).body.id;
    const newest: string = (await post(api.tokens.other).send(good)).body.id;
    expect(before.length).toBeGreaterThan(4);
    expect(await list('tiny')).toEqual([newest, newer, ...before]);
    expect(await list('smaller')).toEqual([smaller]);
    expect(await list('unheard-of')).toEqual([]);
  });

  test.each([{ limit: 0 }, { limit: 101 }, { limit: 'many' }, { cursor: 'x' }, { user: 'x' }])(
    'a list with %p is refused',
    async (query) => {
      expect((await get('/api/v1/submissions').query(query)).status).toBe(422);
    },
  );
});
