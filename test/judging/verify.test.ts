import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Verification, verificationFaults, verificationTable, verifyExercises } from '../../src/judging/verify.js';
import type { TestStatus } from '../../src/schemas/submission.js';
import type { Verdict } from '../../src/schemas/verdict.js';
import { useSandbox } from '../support/sandbox.js';
import { doubles, fixtureExercises, tinyExercise } from '../support/tiny-exercise.js';

const { sandbox, config } = useSandbox();
const folder = mkdtempSync(path.join(tmpdir(), 'raceway-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const outcome = (verdict: Verdict, secret: TestStatus = 'passed', score = 3) =>
  ({
    verdict,
    score,
    maxScore: 3,
    message: 'because',
    tests: [
      { name: 'TestDouble', status: 'failed' },
      { name: 'TestSecret', status: secret },
    ],
  }) as Verification['outcomes'][number];
const of = (expected: Verdict, name: string, ...outcomes: Verification['outcomes']): Verification => ({
  slug: 'tiny',
  expected,
  name,
  outcomes,
});
const sound: Verification[] = [
  ...['model', 'other', 'third'].map((name) => of('accepted', name, outcome('accepted'), outcome('accepted'))),
  ...['a', 'b', 'c', 'd', 'e'].map((name) => of('wrong_answer', name, outcome('wrong_answer', 'failed'))),
];
const faults = (verifications: Verification[]) => verificationFaults([tinyExercise], verifications);

test('an exercise is sound when each solution gets its verdict every time, there are enough, and every test fails somebody', () => {
  expect(faults(sound)).toEqual([]);
});

test.each<[string, Verification[], RegExp]>([
  [
    'a solution with another verdict, once',
    [...sound, of('deadlock', 'x', outcome('deadlock'), outcome('accepted'))],
    /deadlock\/x: 1 of 2 times accepted: because/,
  ],
  ['a correct one that lacks points', [...sound, of('accepted', 'x', outcome('accepted', 'passed', 2))], /accepted\/x: not all points/],
  ['no model', sound.filter(({ name }) => name !== 'model'), /no submissions\/accepted\/model/],
  ['two correct ones', sound.filter(({ name }) => name !== 'third'), /fewer than three correct/],
  ['four wrong ones', sound.filter(({ name }) => name !== 'e'), /fewer than five wrong/],
  [
    'a test that fails nobody',
    sound.map((v) => ({ ...v, outcomes: v.outcomes.map((o) => outcome(o.verdict)) })),
    /no wrong solution fails TestSecret/,
  ],
])('%s is a fault', (_name, verifications, message) => {
  expect(faults(verifications).join('\n')).toMatch(message);
});

test('the table says how often each solution got which verdict', () => {
  const twice = of('data_race', 'x', outcome('data_race'), outcome('accepted'), outcome('data_race'));
  expect(verificationTable([twice])).toContain('| tiny | x | data_race | data_race 2 of 3, accepted 1 of 3 |\n');
});

test('each example is judged in the sandbox as often as asked, compiled once, and told of', async () => {
  const slug = path.join(folder, 'tiny');
  cpSync(path.join(fixtureExercises, 'tiny'), slug, { recursive: true });
  for (const [example, source] of Object.entries({ 'accepted/model': doubles.accepted, 'data_race/counter': doubles.dataRace })) {
    cpSync(path.join(slug, 'starter'), path.join(slug, 'submissions', example), {
      recursive: true,
      filter: (file) => !/\.(go|mod)$/.test(file),
    });
    writeFileSync(path.join(slug, 'submissions', example, 'double.go'), source);
  }
  const told: string[] = [];
  const { verifications } = await verifyExercises(
    { sandbox, sandboxConfig: config },
    folder,
    { slugs: [], repeat: 3, lanes: 2 },
    (v, total) => told.push(`${v.name} of ${total}`),
  );
  expect(told.sort()).toEqual(['counter of 2', 'model of 2']);
  expect(verifications.map(({ outcomes }) => outcomes.map(({ verdict }) => verdict))).toEqual([
    ['accepted', 'accepted', 'accepted'],
    ['data_race', 'data_race', 'data_race'],
  ]);
});
