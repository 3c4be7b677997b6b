import request from 'supertest';
import { storeExercise } from '../../src/exercises/store.js';
import { createUserWithToken } from '../../src/users/store.js';
import { useApi } from '../support/api.js';
import { tinyExercise } from '../support/tiny-exercise.js';

const api = useApi();
const names = ['b-first.md', 'a-second.md', 'c-third.md'];
const hinted = {
  ...tinyExercise,
  slug: 'hinted',
  digest: 'digest of hinted',
  manifest: { ...tinyExercise.manifest, hints: names },
  hints: Object.fromEntries(names.map((name) => [name, `secret of ${name}`])),
};
beforeAll(async () => {
  await storeExercise(api.db, hinted);
});

const path = '/api/v1/exercises/hinted/hints';
const get = (address: string, token = api.tokens.learner) => request(api.app).get(address).set('Authorization', `Bearer ${token}`);
const open = (number: unknown, token: string, address = path) =>
  request(api.app).post(address).set('Authorization', `Bearer ${token}`).send({ number });
const someone = () => createUserWithToken(api.db, 'S', 'learner', 'test');

test('an exercise says how many hints it has, and nothing of their texts', async () => {
  const { body, text } = await get('/api/v1/exercises/hinted');
  expect(body.hints).toBe(3);
  expect(text).not.toMatch(/secret of|b-first/);
  expect((await get('/api/v1/exercises/tiny')).body.hints).toBe(0);
});

test('hints are opened one after another in the order of the manifest, and stay open for this learner alone', async () => {
  const token = await someone();
  expect((await get(path, token)).body).toEqual({ total: 3, opened: [] });
  const first = await open(1, token);
  expect(first.status).toBe(201);
  expect(first.body).toEqual({ number: 1, text: 'secret of b-first.md', openedAt: expect.any(String) });
  expect((await open(2, token)).body.text).toBe('secret of a-second.md');
  const { body, text } = await get(path, token);
  expect(body.opened.map((hint: { number: number }) => hint.number)).toEqual([1, 2]);
  expect(text).not.toContain('c-third');
  expect((await get(path, await someone())).body.opened).toEqual([]);
});

test('one that is open is given again, with the time at which it was opened, also when ten ask at once', async () => {
  const token = await someone();
  const replies = await Promise.all(Array.from({ length: 10 }, () => open(1, token)));
  expect(replies.map((reply) => reply.status).sort()).toEqual([...Array(9).fill(200), 201]);
  expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
  expect((await get(path, token)).body.opened).toHaveLength(1);
});

test('skipping ahead is a 409 that names the next one, and opens none', async () => {
  const token = await someone();
  const { status, body } = await open(2, token);
  expect(status).toBe(409);
  expect(body).toMatchObject({ type: '/problems/hint_skipped', next: 1 });
  expect((await get(path, token)).body.opened).toEqual([]);
});

test('staff see what a learner has opened; another learner does not', async () => {
  const token = await someone();
  await open(1, token);
  const { userId: user } = await api.db.hintOpening.findFirstOrThrow({ orderBy: { openedAt: 'desc' } });
  const seen = await get(`${path}?user=${user}`, api.tokens.instructor);
  expect(seen.body).toMatchObject({ total: 3, opened: [{ number: 1 }] });
  expect((await get(`${path}?user=${user}`, token)).status).toBe(200);
  expect((await get(`${path}?user=${user}`, api.tokens.other)).body.type).toBe('/problems/forbidden');
});

test('an exercise that has fewer hints than before shows those that there are', async () => {
  const token = await someone();
  for (const number of [1, 2, 3]) await open(number, token);
  const shorter = { ...hinted, digest: 'shorter', manifest: { ...hinted.manifest, hints: names.slice(0, 1) } };
  await storeExercise(api.db, shorter);
  expect((await get(path, token)).body).toMatchObject({ total: 1, opened: [{ number: 1 }] });
  await storeExercise(api.db, hinted);
});

const refused: [string, number, string, unknown, string][] = [
  ['hint 4 of 3', 404, 'hint_not_found', 4, path],
  ['a hint of an exercise without hints', 404, 'hint_not_found', 1, '/api/v1/exercises/tiny/hints'],
  ['a hint of no exercise', 404, 'exercise_not_found', 1, '/api/v1/exercises/nope/hints'],
  ['a hint of a name that cannot be', 422, 'invalid_request', 1, '/api/v1/exercises/%00/hints'],
  ['hint 0', 422, 'invalid_request', 0, path],
  ['hint 1.5', 422, 'invalid_request', 1.5, path],
  ['hint "1"', 422, 'invalid_request', '1', path],
  ['hint 2^60', 422, 'invalid_request', 2 ** 60, path],
  ['no number', 422, 'invalid_request', undefined, path],
];
test.each(refused)('%s: %d %s', async (_name, status, code, number, address) => {
  const reply = await open(number, api.tokens.learner, address);
  expect(reply.status).toBe(status);
  expect(reply.body.type).toBe(`/problems/${code}`);
});

test.each(['/api/v1/exercises/nope/hints', '/api/v1/exercises/%00', `${path}?user=x`])('GET %s is a problem document', async (address) => {
  const reply = await get(address);
  expect([404, 422]).toContain(reply.status);
  expect(reply.headers['content-type']).toMatch('application/problem+json');
});
