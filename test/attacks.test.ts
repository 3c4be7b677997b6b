import { SandboxError } from '../src/errors.js';
import { judgeFiles } from '../src/judging/judge-files.js';
import type { Violation } from '../src/schemas/sandbox.js';
import type { Verdict } from '../src/schemas/verdict.js';
import { type Attack, layers, loadAttacks } from './support/attacks.js';
import { useSandbox } from './support/sandbox.js';
import { doubles, tinyExercise } from './support/tiny-exercise.js';

interface Judged {
  verdict: Verdict;
  message: string;
  violations: Violation[];
}

const { sandbox, config } = useSandbox();
const attacks = loadAttacks();

// Two at a time, and the tests, which come one by one, wait for theirs.
const lanes = [Promise.resolve<unknown>(undefined), Promise.resolve<unknown>(undefined)];
const judged = new Map<Attack, Promise<Judged>>();

beforeAll(() => {
  for (const [i, attack] of attacks.entries()) {
    const lane = i % lanes.length;
    const judgement = (lanes[lane] ?? Promise.resolve()).then(() => judge(attack));
    judged.set(attack, judgement);
    lanes[lane] = judgement.catch(() => {});
  }
});

/** Without the retries, after which a fault of ours is recorded as `judge_error`. */
async function judge({ target, files }: Attack): Promise<Judged> {
  try {
    return (await judgeFiles({ sandbox, sandboxConfig: config }, target, files)).outcome;
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return { verdict: 'judge_error', message: error.message, violations: [] };
  }
}

test('there are attacks on every layer, a hundred and more in all', () => {
  expect(new Set(attacks.map((attack) => attack.layer))).toEqual(new Set(layers));
  expect(attacks.length).toBeGreaterThanOrEqual(100);
});

describe.each(layers)('attacks on %s', (layer) => {
  test.each(attacks.filter((attack) => attack.layer === layer))('$name gains nothing', async (attack) => {
    const { verdict, message, violations } = (await judged.get(attack)) ?? {};
    const seen = { verdict, message };
    expect(seen).toEqual({ verdict: expect.stringMatching(`^(${attack.expected.join('|')})$`), message });
    expect(message).not.toContain('secret_test.go');
    if (attack.says) expect(message).toContain(attack.says);
    if (attack.rule) expect(new Set(violations?.map((violation) => violation.rule))).toContain(attack.rule);
  });
});

test('the next submission is judged as if nothing had happened', async () => {
  const { outcome } = await judgeFiles({ sandbox, sandboxConfig: config }, tinyExercise, { 'double.go': doubles.accepted });
  expect(outcome).toMatchObject({ verdict: 'accepted', score: 3 });
});
