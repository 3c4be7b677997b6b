import request from 'supertest';
import { judge } from '../../src/judging/judge.js';
import type { Submission } from '../../src/schemas/submission.js';
import type { Verdict } from '../../src/schemas/verdict.js';
import { useJudge } from '../support/judge.js';
import { log } from '../support/log.js';
import { doubles, submissionOf } from '../support/tiny-exercise.js';

const api = useJudge();
const { sandbox, config } = api.testSandbox;

async function judged(source: string): Promise<Submission> {
  const reply = await request(api.app)
    .post('/api/v1/submissions')
    .query({ wait: 60 })
    .set('Authorization', `Bearer ${api.tokens.learner}`)
    .send(submissionOf(source));
  expect(reply.body.state).toBe('judged');
  return reply.body;
}

const table: [keyof typeof doubles, Verdict, number][] = [
  ['accepted', 'accepted', 3],
  ['wrongAnswer', 'wrong_answer', 0],
  ['dataRace', 'data_race', 1],
  ['compileError', 'compile_error', 0],
  ['wrongSignature', 'compile_error', 0],
  ['syntaxError', 'compile_error', 0],
  ['panics', 'run_time_error', 0],
  ['deadlock', 'deadlock', 0],
  ['busyLoop', 'time_limit_exceeded', 0],
  ['floodsOutput', 'output_limit_exceeded', 0],
  ['eatsMemory', 'memory_limit_exceeded', 0],
  ['endlessRecursion', 'run_time_error', 0],
];

describe('from the POST to the verdict in the database, through real containers', () => {
  test.each(table)('%s gets %s and %d points', async (name, verdict, score) => {
    const submission = await judged(doubles[name]);
    expect(submission).toMatchObject({ verdict, score, maxScore: 3 });
    expect(submission.message).not.toBe('');
    const row = await api.db.judgement.findFirstOrThrow({ where: { submissionId: submission.id } });
    expect(row).toMatchObject({ state: 'judged', verdict, score, tries: 1 });
    expect(row.image).toBe(sandbox.image);
  });

  test("a race is both accesses with kind, goroutine and stack, where each goroutine was created, and the learner's lines marked", async () => {
    const { races } = await judged(doubles.dataRace);
    const line = { function: 'Double', file: 'double.go', line: 6, origin: 'learner' };
    const hidden = { function: 'TestSecret', file: null, line: null, origin: 'hidden_test' };
    expect(races).toEqual([
      {
        test: 'TestSecret',
        occurrences: 1,
        runs: expect.any(Number),
        accesses: [0, 1].map(() => ({
          kind: expect.stringMatching(/^(read|write)$/),
          atomic: false,
          goroutine: { id: expect.any(Number), state: expect.stringMatching(/^(running|finished)$/), createdBy: expect.any(Array) },
          stack: [line, hidden],
          variable: 'calls',
          locks: [],
        })),
      },
    ]);
    const kinds = races[0]?.accesses.map((access) => access.kind);
    expect(kinds).toContain('write');
    expect(races[0]?.accesses.some((access) => JSON.stringify(access.goroutine.createdBy) === JSON.stringify([hidden]))).toBe(true);
  });

  test('compile errors have file, line, column and message, and say nothing of hidden tests', async () => {
    const { compileErrors } = await judged(doubles.compileError);
    expect(compileErrors).toEqual([{ file: 'double.go', line: 3, column: 33, message: 'undefined: undefinedName' }]);
    const wrong = await judged(doubles.wrongSignature);
    expect(wrong.compileErrors.length).toBeGreaterThan(0);
    expect(JSON.stringify(wrong)).not.toContain('secret');
  });

  test('hidden tests show name, status and hint only; public ones their output', async () => {
    const submission = await judged(doubles.wrongAnswer);
    expect(submission.tests).toEqual([
      expect.objectContaining({
        name: 'TestDouble',
        status: 'failed',
        message: 'twice the number',
        output: expect.stringContaining('Double(2) = 2, want 4'),
      }),
      {
        name: 'TestSecret',
        visibility: 'hidden',
        status: 'failed',
        points: 0,
        maxPoints: 2,
        message: 'think of two callers at once',
        output: null,
      },
    ]);
    expect(JSON.stringify(submission)).not.toContain('want 42');
  });

  test("timings cover the queue, the build, the container's whole life and every run", async () => {
    const { timings } = await judged(doubles.accepted);
    const some = expect.any(Number);
    expect(timings).toEqual({
      queuedMs: some,
      build: { compileMs: some, linkMs: some, wallMs: some, cpuMs: some },
      container: { createMs: some, startMs: some, sendMs: some, runMs: some },
      runs: [{ procs: 2, repetitions: 2, seed: 0, wallMs: some, cpuMs: some, peakMemoryBytes: some }],
      totalMs: some,
    });
    for (const figure of Object.values(timings?.container ?? {})) expect(figure).toBeGreaterThan(0);
  });

  test('judging what is judged already changes nothing, and records nothing twice', async () => {
    const { id } = await judged(doubles.accepted);
    const before = await api.db.judgement.findFirstOrThrow({ where: { submissionId: id } });
    await judge({ db: api.db, sandbox, sandboxConfig: config, log }, before.id);
    expect(await api.db.judgement.findFirstOrThrow({ where: { submissionId: id } })).toEqual(before);
    expect(await api.db.submissionEvent.count({ where: { submissionId: id, state: 'judged' } })).toBe(1);
  });
});
