import request from 'supertest';
import { storeQuiz } from '../../src/quizzes/store.js';
import type { Answer } from '../../src/schemas/quiz.js';
import { createUserWithToken } from '../../src/users/store.js';
import { useApi } from '../support/api.js';
import { miniQuiz, rightAnswers, variant } from '../support/mini-quiz.js';

const api = useApi();
const oneAdvancedAndOneOfGoroutines = [
  { count: 1, level: 'advanced' as const },
  { count: 1, tags: ['goroutines'] },
];
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
beforeAll(async () => {
  await storeQuiz(api.db, miniQuiz);
  await storeQuiz(api.db, variant('never', { explanations: 'never', timeLimitSeconds: null, attempts: null }));
  await storeQuiz(api.db, variant('since-yesterday', { explanations: { from: '2020-01-01T00:00:00Z' } }));
  await storeQuiz(api.db, variant('from-tomorrow', { explanations: { from: tomorrow } }));
  await storeQuiz(api.db, variant('drawn', {}, { draw: oneAdvancedAndOneOfGoroutines }));
});

const get = (path: string, token = api.tokens.learner) => request(api.app).get(path).set('Authorization', `Bearer ${token}`);
const post = (path: string, token = api.tokens.learner) => request(api.app).post(path).set('Authorization', `Bearer ${token}`);
const put = (path: string, token = api.tokens.learner) => request(api.app).put(path).set('Authorization', `Bearer ${token}`);
const start = (quiz: string, token?: string) => post(`/api/v1/quizzes/${quiz}/attempts`, token);
const submit = (id: string, token?: string) => post(`/api/v1/attempts/${id}/submit`, token);
const save = (id: string, question: string, answer: unknown, token?: string) =>
  put(`/api/v1/attempts/${id}/answers/${question}`, token).send({ answer });

/** A learner of whom nothing is known yet. */
const someone = () => createUserWithToken(api.db, 'S', 'learner', 'test');

/** A new learner's open attempt. */
async function opened(quiz = 'mini'): Promise<{ id: string; token: string }> {
  const token = await someone();
  const { status, body } = await start(quiz, token);
  expect(status).toBe(201);
  return { id: body.id, token };
}

/** As if the attempt had started that many seconds earlier. */
async function age(id: string, seconds: number): Promise<void> {
  await api.db.$executeRaw`
    UPDATE attempts SET started_at = started_at - ${seconds} * interval '1 second', expires_at = expires_at - ${seconds} * interval '1 second'
    WHERE id = ${id}::uuid`;
}

const questionOf = (body: { questions: { id: string }[] }, id: string) => body.questions.find((question) => question.id === id);
const expectProblem = (reply: request.Response, status: number, code: string) => {
  expect(reply.status).toBe(status);
  expect(reply.headers['content-type']).toMatch('application/problem+json');
  expect(reply.body).toMatchObject({ type: `/problems/${code}`, status, detail: expect.any(String) });
};

describe('looking at quizzes', () => {
  test('they are listed with what an attempt comes to, and nothing of their questions', async () => {
    const { status, body, text } = await get('/api/v1/quizzes');
    expect(status).toBe(200);
    expect(body.items.map((quiz: { slug: string }) => quiz.slug)).toEqual(['drawn', 'from-tomorrow', 'mini', 'never', 'since-yesterday']);
    expect(body.items[2]).toMatchObject({
      title: 'One of each kind',
      questions: 7,
      maxScore: 17,
      policy: { attempts: 2, timeLimitSeconds: 600 },
    });
    expect(text).not.toMatch(/secret|correct|unbuffered|keyword/);
  });

  test('one tells how many attempts this user has used and left', async () => {
    const { token } = await opened();
    const { status, body, text } = await get('/api/v1/quizzes/mini', token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ slug: 'mini', attempts: { used: 1, left: 1 } });
    expect(text).not.toMatch(/secret|correct|unbuffered|keyword/);
    expect((await get('/api/v1/quizzes/mini', await someone())).body.attempts).toEqual({ used: 0, left: 2 });
    expect((await get('/api/v1/quizzes/never', token)).body.attempts).toEqual({ used: 0, left: null });
  });

  test.each(['nope', 'tiny', '..', '%2e%2e', '%00', 'mini%00', '%ff', 'a'.repeat(200)])('quiz %s is a problem document', async (slug) => {
    for (const reply of [await get(`/api/v1/quizzes/${slug}`), await start(slug)]) {
      expect([404, 422]).toContain(reply.status);
      expect(reply.headers['content-type']).toMatch('application/problem+json');
    }
  });
});

describe('starting an attempt', () => {
  test('shows every question with its options or its program, and nothing that gives an answer away', async () => {
    const { status, body, headers, text } = await start('mini', await someone());
    expect(status).toBe(201);
    expect(headers.location).toBe(`/api/v1/attempts/${body.id}`);
    expect(body).toMatchObject({ quiz: 'mini', quizVersion: miniQuiz.digest, number: 1, submittedAt: null, score: null, maxScore: 17 });
    expect(body.secondsLeft).toBeGreaterThan(0);
    expect(body.secondsLeft).toBeLessThanOrEqual(600);
    expect(body.questions).toHaveLength(7);
    for (const question of body.questions) expect(question).toMatchObject({ answer: null, score: null, solution: null });
    expect(questionOf(body, 'races')).toMatchObject({ kind: 'race_lines', options: null, program: { test: false } });
    expect(questionOf(body, 'blocks')).toMatchObject({ kind: 'multiple_choice', program: null });
    expect(text).not.toMatch(/secret-|correct|go\.dev|tolerance|Go statement/);
  });

  test('questions and options come in the order that was drawn, each time one looks', async () => {
    const { id, token } = await opened();
    const first = (await get(`/api/v1/attempts/${id}`, token)).body;
    const second = (await get(`/api/v1/attempts/${id}`, token)).body;
    expect(second.questions).toEqual(first.questions);
    const { drawn } = await api.db.attempt.findUniqueOrThrow({ where: { id } });
    const shown = first.questions.map(({ id: question, options }: { id: string; options: { id: string }[] | null }) => ({
      question,
      options: (options ?? []).map((option) => option.id),
    }));
    expect(shown).toEqual(drawn);
  });

  test('only what is drawn is asked, and it can be answered and scored', async () => {
    const { id, token } = await opened('drawn');
    const { body } = await get(`/api/v1/attempts/${id}`, token);
    expect(body.questions.map((question: { id: string }) => question.id).sort()).toEqual(['keyword', 'races']);
    expectProblem(await save(id, 'capacity', '3', token), 422, 'unknown_question');
    expect((await save(id, 'races', [6, 5], token)).status).toBe(200);
    expect((await submit(id, token)).body).toMatchObject({ score: 5, maxScore: 6 });
  });

  test('an open one is given back, with what is saved', async () => {
    const { id, token } = await opened();
    await save(id, 'keyword', 'go', token);
    const again = await start('mini', token);
    expect(again.status).toBe(200);
    expect(again.body.id).toBe(id);
    expect(again.headers.location).toBe(`/api/v1/attempts/${id}`);
    expect(questionOf(again.body, 'keyword')).toMatchObject({ answer: 'go' });
  });

  test('ten requests at once start one', async () => {
    const token = await someone();
    const replies = await Promise.all(Array.from({ length: 10 }, () => start('mini', token)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    expect((await get('/api/v1/quizzes/mini', token)).body.attempts).toEqual({ used: 1, left: 1 });
  });

  test('there are as many as the policy says, also when the last is asked for by many at once', async () => {
    const { id, token } = await opened();
    await submit(id, token);
    const last = await Promise.all(Array.from({ length: 5 }, () => start('mini', token)));
    expect(new Set(last.map((reply) => reply.body.id)).size).toBe(1);
    expect(last[0]?.body).toMatchObject({ number: 2, submittedAt: null });
    await submit(last[0]?.body.id, token);
    expectProblem(await start('mini', token), 409, 'no_attempts_left');
    expect((await get('/api/v1/quizzes/mini', token)).body.attempts).toEqual({ used: 2, left: 0 });
  });
});

describe('saving answers', () => {
  test('each is saved, saved anew, and cleared by null', async () => {
    const { id, token } = await opened();
    for (const [question, answer] of Object.entries(rightAnswers)) {
      const { status, body } = await save(id, question, answer, token);
      expect(status).toBe(200);
      expect(body).toEqual({ question, answer, secondsLeft: expect.any(Number) });
    }
    await save(id, 'keyword', 'goto', token);
    await save(id, 'capacity', null, token);
    const { body } = await get(`/api/v1/attempts/${id}`, token);
    const saved = Object.fromEntries(body.questions.map((question: { id: string; answer: Answer }) => [question.id, question.answer]));
    expect(saved).toEqual({ ...rightAnswers, keyword: 'goto', capacity: null });
  });

  test('answers to different questions that are saved at once all stay', async () => {
    const { id, token } = await opened();
    await Promise.all(Object.entries(rightAnswers).map(([question, answer]) => save(id, question, answer, token)));
    expect((await submit(id, token)).body).toMatchObject({ score: 17, maxScore: 17 });
  });

  const refused: [string, string, unknown, string][] = [
    ['a question that there is not', 'nope', 'go', 'unknown_question'],
    ['a name of the language', '__proto__', 'go', 'unknown_question'],
    ['another name of the language', 'constructor', 'go', 'unknown_question'],
    ['a NUL for a question', '%00', 'go', 'unknown_question'],
    ['a question without end', 'q'.repeat(200), 'go', 'invalid_request'],
    ['an option that there is not', 'unbuffered', 'nope', 'invalid_answer'],
    ['two options for a single choice', 'unbuffered', ['at-once', 'received'], 'invalid_answer'],
    ["another question's option", 'blocks', ['received'], 'invalid_answer'],
    ['an option twice', 'blocks', ['nil-send', 'nil-send'], 'invalid_answer'],
    ['one option for a multiple choice, not in a list', 'blocks', 'nil-send', 'invalid_answer'],
    ['a hundred options', 'blocks', Array(100).fill('nil-send'), 'invalid_answer'],
    ['a word for true', 'close-twice', 'true', 'invalid_answer'],
    ['a number for a text', 'keyword', 3, 'invalid_answer'],
    ['a text without end', 'keyword', 'x'.repeat(600), 'invalid_answer'],
    ['a NUL', 'keyword', 'a\0b', 'invalid_answer'],
    ['a lone surrogate', 'keyword', '\ud800', 'invalid_answer'],
    ['a word for a number', 'capacity', 'three', 'invalid_answer'],
    ['a number with a comma', 'capacity', '3,5', 'invalid_answer'],
    ['nothing for a number', 'capacity', '', 'invalid_answer'],
    ['an output without end', 'prints', 'x'.repeat(5000), 'invalid_answer'],
    ['one line', 'races', [5], 'invalid_answer'],
    ['three lines', 'races', [5, 6, 7], 'invalid_answer'],
    ['a line that the program does not have', 'races', [5, 8], 'invalid_answer'],
    ['line zero', 'races', [0, 5], 'invalid_answer'],
    ['half a line', 'races', [5.5, 6], 'invalid_answer'],
    ['lines as text', 'races', '5, 6', 'invalid_answer'],
    ['an object', 'keyword', { text: 'go' }, 'invalid_request'],
    ['nothing at all', 'keyword', undefined, 'invalid_request'],
  ];
  test.each(refused)('%s is refused, and what was saved stays', async (_name, question, answer, code) => {
    const { id, token } = await opened('never');
    for (const [right, value] of Object.entries(rightAnswers)) await save(id, right, value, token);
    expectProblem(await save(id, question, answer, token), 422, code);
    expect((await submit(id, token)).body.score).toBe(17);
  });

  test('a number that is more than a number can be, an unknown member and a body that is no JSON are refused', async () => {
    const { id, token } = await opened();
    const path = `/api/v1/attempts/${id}/answers/capacity`;
    expectProblem(await put(path, token).type('json').send('{"answer":1e999}'), 422, 'invalid_request');
    expectProblem(await put(path, token).send({ answer: '3', score: 100 }), 422, 'invalid_request');
    expectProblem(await put(path, token).send([]), 422, 'invalid_request');
    expectProblem(await put(path, token).type('json').send('{'), 400, 'malformed_json');
    expectProblem(await put(path, token), 415, 'unsupported_media_type');
    expectProblem(await request(api.app).put(path).send({ answer: '3' }), 401, 'unauthenticated');
    expectProblem(await request(api.app).delete(path), 405, 'method_not_allowed');
  });

  test('after submission none is taken', async () => {
    const { id, token } = await opened();
    const { body } = await submit(id, token);
    expectProblem(await save(id, 'keyword', 'go', token), 409, 'attempt_closed');
    expectProblem(await save(id, 'keyword', null, token), 409, 'attempt_closed');
    expect((await get(`/api/v1/attempts/${id}`, token)).body).toEqual(body);
  });
});

describe('submitting', () => {
  test('scores every question, and says why', async () => {
    const { id, token } = await opened();
    await save(id, 'unbuffered', 'at-once', token);
    await save(id, 'blocks', ['nil-send', 'empty-select'], token);
    await save(id, 'keyword', 'THE go  statement', token);
    await age(id, 100);
    const { status, body } = await submit(id, token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ score: 3.67, maxScore: 17, secondsLeft: null, submittedAt: expect.any(String) });
    expect(body.secondsTaken).toBeGreaterThanOrEqual(100);
    expect(questionOf(body, 'unbuffered')).toMatchObject({
      answer: 'at-once',
      score: 0,
      solution: { answer: 'received', explanation: 'secret-unbuffered', source: { url: 'https://go.dev/ref/spec#Send_statements' } },
    });
    expect(questionOf(body, 'blocks')).toMatchObject({ score: 2.67, solution: { answer: ['nil-send', 'nil-receive', 'empty-select'] } });
    expect(questionOf(body, 'capacity')).toMatchObject({ answer: null, score: 0, solution: { answer: 3 } });
    expect(await api.db.attempt.findUniqueOrThrow({ where: { id } })).toMatchObject({
      scoreHundredths: 367,
      maxScoreHundredths: 1700,
      results: { unbuffered: 0, blocks: 267, 'close-twice': 0, keyword: 100, capacity: 0, prints: 0, races: 0 },
    });
  });

  test('twice, or many times at once, gives the same result', async () => {
    const { id, token } = await opened();
    const replies = await Promise.all(
      Array.from({ length: 5 }, (_, i) => submit(id, token).send({ answers: i % 2 ? rightAnswers : { keyword: 'go' } })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(5).fill(200));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    const later = await submit(id, token).send({ answers: { keyword: null } });
    expect(later.body).toEqual(replies[0]?.body);
  });

  test('takes last answers, in place of those that were saved', async () => {
    const { id, token } = await opened();
    await save(id, 'keyword', 'goto', token);
    await save(id, 'capacity', '3', token);
    const { body } = await submit(id, token).send({ answers: { ...rightAnswers, capacity: null } });
    expect(body.score).toBe(16);
    expect(questionOf(body, 'keyword')).toMatchObject({ answer: '  GO ', score: 1 });
    expect(questionOf(body, 'capacity')).toMatchObject({ answer: null, score: 0 });
  });

  test('an answer saved while it is submitted counts or is refused, never neither', async () => {
    for (let round = 0; round < 10; round++) {
      const { id, token } = await opened('never');
      const [saved, submitted] = await Promise.all([save(id, 'keyword', 'go', token), submit(id, token)]);
      expect([200, 409]).toContain(saved.status);
      expect(submitted.body.score).toBe(saved.status === 200 ? 1 : 0);
    }
  });

  const refused: [string, unknown, string][] = [
    ['an answer of the wrong kind', { answers: { ...rightAnswers, capacity: 'three' } }, 'invalid_answer'],
    ['a question that there is not', { answers: { ...rightAnswers, nope: 'go' } }, 'unknown_question'],
    ['a question that cannot be', { answers: { ...rightAnswers, 'NOT AN ID': 'go' } }, 'invalid_request'],
    ['answers that are a list', { answers: ['go'] }, 'invalid_request'],
    ['a score', { answers: {}, score: 17 }, 'invalid_request'],
    ['null', null, 'invalid_request'],
  ];
  test.each(refused)('with %s is refused: nothing is saved, nothing submitted', async (_name, body, code) => {
    const { id, token } = await opened();
    expectProblem(await submit(id, token).type('json').send(JSON.stringify(body)), 422, code);
    const after = (await get(`/api/v1/attempts/${id}`, token)).body;
    expect(after.submittedAt).toBeNull();
    for (const question of after.questions) expect(question.answer).toBeNull();
  });

  test('a quiz that changed meanwhile is scored as it was when the attempt started', async () => {
    await storeQuiz(api.db, variant('edited', {}));
    const { id, token } = await opened('edited');
    const [, ...rest] = miniQuiz.quiz.questions;
    await storeQuiz(api.db, { ...variant('edited', { explanations: 'never' }, { questions: rest }), digest: 'edited since' });
    const { body } = await submit(id, token).send({ answers: rightAnswers });
    expect(body).toMatchObject({ quizVersion: 'digest of edited', score: 17, maxScore: 17 });
    expect(questionOf(body, 'unbuffered')).toMatchObject({ solution: { answer: 'received' } });
    expect((await start('edited', token)).body).toMatchObject({ number: 2, quizVersion: 'edited since', maxScore: 15 });
  });
});

describe('the time limit', () => {
  test('answers are taken in the time of grace, which does not count as time taken', async () => {
    const { id, token } = await opened();
    await age(id, 610);
    expect((await get(`/api/v1/attempts/${id}`, token)).body).toMatchObject({ secondsLeft: 0, submittedAt: null });
    expect((await save(id, 'keyword', 'go', token)).body).toEqual({ question: 'keyword', answer: 'go', secondsLeft: 0 });
    expect((await submit(id, token)).body).toMatchObject({ score: 1, secondsTaken: 600 });
  });

  /** An attempt with one right answer whose time, grace included, ran out a while ago. */
  async function runOut(): Promise<{ id: string; token: string }> {
    const attempt = await opened();
    await save(attempt.id, 'keyword', 'go', attempt.token);
    await age(attempt.id, 10_000);
    return attempt;
  }

  const looks: [string, (attempt: { id: string; token: string }) => request.Test][] = [
    ['reads it', ({ id, token }) => get(`/api/v1/attempts/${id}`, token)],
    ['is staff and reads it', ({ id }) => get(`/api/v1/attempts/${id}`, api.tokens.instructor)],
    ['lists attempts', ({ token }) => get('/api/v1/attempts', token)],
    ['answers', ({ id, token }) => save(id, 'capacity', '3', token)],
    ['submits', ({ id, token }) => submit(id, token)],
    ['submits with more answers', ({ id, token }) => submit(id, token).send({ answers: rightAnswers })],
    ['starts another', ({ token }) => start('mini', token)],
  ];
  test.each(looks)('when it has run out, whoever %s finds it submitted with what was saved', async (_name, look) => {
    const attempt = await runOut();
    await look(attempt);
    const row = await api.db.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
    expect(row).toMatchObject({ scoreHundredths: 100, secondsTaken: 600, submittedAt: row.expiresAt, answers: { keyword: 'go' } });
  });

  test('once it has run out, an answer is refused, the list has the score, and another attempt can be started', async () => {
    const { id, token } = await runOut();
    const refused = await save(id, 'capacity', '3', token);
    expectProblem(refused, 409, 'attempt_closed');
    expect(refused.body.detail).toContain('time has run out');
    const list = await get('/api/v1/attempts', token);
    expect(list.body.items).toEqual([expect.objectContaining({ id, score: 1, submittedAt: expect.any(String) })]);
    const next = await start('mini', token);
    expect(next.status).toBe(201);
    expect(next.body).toMatchObject({ number: 2, submittedAt: null });
  });

  test('many who look at once find the same', async () => {
    const { id, token } = await runOut();
    const replies = await Promise.all(Array.from({ length: 8 }, () => get(`/api/v1/attempts/${id}`, token)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    expect(replies[0]?.body).toMatchObject({ score: 1, secondsTaken: 600 });
  });

  test('without a limit an attempt stays open', async () => {
    const { id, token } = await opened('never');
    await age(id, 10_000_000);
    expect((await get(`/api/v1/attempts/${id}`, token)).body).toMatchObject({ expiresAt: null, secondsLeft: null, submittedAt: null });
    expect((await submit(id, token)).body.secondsTaken).toBeGreaterThanOrEqual(10_000_000);
  });
});

describe('who sees what', () => {
  test.each([
    ['never', false],
    ['from-tomorrow', false],
    ['since-yesterday', true],
    ['mini', true],
  ])('of %s, a learner sees solutions after submission: %s; staff see them always', async (quiz, seen) => {
    const { id, token } = await opened(quiz);
    const open = await get(`/api/v1/attempts/${id}`, api.tokens.instructor);
    expect(open.text).not.toContain('secret-');
    const own = await submit(id, token).send({ answers: rightAnswers });
    expect(own.body.score).toBe(17);
    for (const question of own.body.questions) {
      expect(question.score).toBe(question.points);
      expect(question.solution !== null).toBe(seen);
    }
    expect(own.text.includes('secret-')).toBe(seen);
    const staff = await get(`/api/v1/attempts/${id}`, api.tokens.instructor);
    for (const question of staff.body.questions) expect(question.solution.explanation).toBe(`secret-${question.id}`);
  });

  test("another's attempt is not there, whatever one does with it; staff read it, and leave it as it is", async () => {
    const { id, token } = await opened();
    const doings = (as: string) => [() => save(id, 'keyword', 'go', as), () => submit(id, as)];
    for (const reply of [await get(`/api/v1/attempts/${id}`, api.tokens.other), ...(await inTurn(doings(api.tokens.other)))]) {
      expectProblem(reply, 404, 'attempt_not_found');
    }
    expect((await get(`/api/v1/attempts/${id}`, api.tokens.instructor)).status).toBe(200);
    for (const reply of await inTurn(doings(api.tokens.instructor))) expectProblem(reply, 403, 'forbidden');
    expect((await get(`/api/v1/attempts/${id}`, token)).body.submittedAt).toBeNull();
  });

  test.each(['not-a-uuid', '00000000-0000-7000-8000-000000000000', '%00', '%ff', '..%2f..%2fetc'])(
    'attempt %s is a problem document',
    async (id) => {
      for (const reply of await inTurn([() => get(`/api/v1/attempts/${id}`), () => save(id, 'keyword', 'go'), () => submit(id)])) {
        expect([404, 422]).toContain(reply.status);
        expect(reply.headers['content-type']).toMatch('application/problem+json');
      }
    },
  );

  test('lists come in pages, newest first, each attempt once, only the own, and of one quiz where it is named', async () => {
    const token = await someone();
    const ids: string[] = [];
    for (const quiz of ['never', 'never', 'mini', 'never']) {
      const { id } = (await start(quiz, token)).body;
      await submit(id, token);
      ids.unshift(id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await get('/api/v1/attempts', token).query({ limit: 3, ...(cursor && { cursor }) });
      expect(status).toBe(200);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
    const never = await get('/api/v1/attempts', token).query({ quiz: 'never' });
    expect(never.body.items.map((item: { number: number }) => item.number)).toEqual([3, 2, 1]);
    expect(never.text).not.toMatch(/secret|answers/);
  });

  test("a learner may not list another's; staff may, and everybody's", async () => {
    const { id } = await opened();
    const { userId } = await api.db.attempt.findUniqueOrThrow({ where: { id } });
    for (const user of [userId, 'all']) {
      expectProblem(await get('/api/v1/attempts').query({ user }), 403, 'forbidden');
      const { status, body } = await get('/api/v1/attempts', api.tokens.instructor).query({ user });
      expect(status).toBe(200);
      expect(body.items[0]).toMatchObject({ id, user: userId });
    }
  });

  test.each([{ limit: 0 }, { limit: 101 }, { limit: 'many' }, { cursor: 'x' }, { user: 'x' }, { quiz: 'a\0b' }, { quiz: '' }])(
    'a list with %p is refused',
    async (query) => {
      expectProblem(await get('/api/v1/attempts').query(query), 422, 'invalid_request');
    },
  );
});

async function inTurn(requests: (() => request.Test)[]): Promise<request.Response[]> {
  const replies: request.Response[] = [];
  for (const send of requests) replies.push(await send());
  return replies;
}
