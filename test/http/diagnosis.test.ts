import request from 'supertest';
import { goldenOutcome } from '../golden/recorded.js';
import { useApi } from '../support/api.js';
import { doubles, submissionOf } from '../support/tiny-exercise.js';

const api = useApi();
const get = (path: string, token = api.tokens.learner) => request(api.app).get(path).set('Authorization', `Bearer ${token}`);

async function handIn(): Promise<string> {
  const reply = await request(api.app)
    .post('/api/v1/submissions')
    .set('Authorization', `Bearer ${api.tokens.learner}`)
    .send(submissionOf(doubles.deadlock));
  return reply.body.id;
}

/** A submission whose judgement ended as a recorded one did. */
async function judgedAs(golden: string): Promise<string> {
  const id = await handIn();
  const { verdict, score, maxScore, message, ...details } = goldenOutcome(golden).outcome;
  const data = { state: 'judged' as const, verdict, score, maxScore, message, details, judgedAt: new Date() };
  await api.db.judgement.updateMany({ where: { submissionId: id }, data });
  return id;
}

test('a deadlock is plain text, and a drawing that can do nothing but be looked at', async () => {
  const path = `/api/v1/submissions/${await judgedAs('tiny.waits-in-a-circle')}/diagnosis`;
  const text = await get(`${path}.txt`);
  expect(text.status).toBe(200);
  expect(text.headers['content-type']).toMatch(/^text\/plain; charset=utf-8/i);
  expect(text.text).toContain('left holds a and waits to lock b');
  const drawing = await get(`${path}.svg`).buffer(true);
  expect(drawing.status).toBe(200);
  expect(drawing.headers['content-type']).toMatch(/^image\/svg\+xml/);
  expect(drawing.headers['content-security-policy']).toContain("default-src 'none'");
  expect(drawing.headers['x-content-type-options']).toBe('nosniff');
  expect(Buffer.from(drawing.body).toString()).toMatch(/^<svg /);
});

test.each(['txt', 'svg'])('diagnosis.%s: staff may see it, another learner not, and nobody without a token', async (kind) => {
  const path = `/api/v1/submissions/${await judgedAs('tiny.waits-in-a-circle')}/diagnosis.${kind}`;
  expect((await get(path, api.tokens.instructor)).status).toBe(200);
  const theirs = await get(path, api.tokens.other);
  expect(theirs.status).toBe(404);
  expect(theirs.body.type).toBe('/problems/submission_not_found');
  expect((await request(api.app).get(path)).status).toBe(401);
});

test.each(['txt', 'svg'])('diagnosis.%s is a 404 before the verdict', async (kind) => {
  const { status, body } = await get(`/api/v1/submissions/${await handIn()}/diagnosis.${kind}`);
  expect(status).toBe(404);
  expect(body).toMatchObject({ type: '/problems/no_diagnosis', detail: expect.stringContaining('queued') });
});

test('there is nothing to draw of a wrong answer, but something to read', async () => {
  const path = `/api/v1/submissions/${await judgedAs('tiny.swallows-panics')}/diagnosis`;
  expect((await get(`${path}.svg`)).body.type).toBe('/problems/no_diagnosis');
  expect((await get(`${path}.txt`)).text).toContain('A test found a wrong result');
});

test('what was recorded before goroutines and panics were can still be read', async () => {
  const id = await judgedAs('fix-cache-race.guide');
  const row = await api.db.judgement.findFirstOrThrow({ where: { submissionId: id } });
  const { tests, compileErrors } = row.details as { tests: unknown[]; compileErrors: unknown[] };
  await api.db.judgement.update({
    where: { id: row.id },
    data: { details: JSON.parse(JSON.stringify({ tests, races: [], compileErrors })) },
  });
  expect((await get(`/api/v1/submissions/${id}`)).body).toMatchObject({ goroutines: [], panic: null });
});
