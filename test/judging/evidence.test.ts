import { judgeFiles } from '../../src/judging/judge-files.js';
import type { Evidence } from '../../src/judging/verdict.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { useSandbox } from '../support/sandbox.js';
import { doubles, tinyExercise } from '../support/tiny-exercise.js';

const { sandbox, config } = useSandbox();

/** A schedule in which much follows the first run. */
const exercise: ExercisePackage = {
  ...tinyExercise,
  manifest: { ...tinyExercise.manifest, schedule: Array.from({ length: 4 }, () => ({ procs: 2, repetitions: 1, perturbed: false })) },
};

async function listen(source: string) {
  const heard: (Evidence | 'running')[] = [];
  const listener = {
    running: async () => {
      heard.push('running');
    },
    evidence: async (evidence: Evidence) => {
      heard.push(evidence);
    },
  };
  const judged = await judgeFiles({ sandbox, sandboxConfig: config }, exercise, { 'double.go': source }, { listener });
  return { heard, ...judged };
}

test.each(['dataRace', 'wrongAnswer', 'panics'] as const)(
  '%s is told once, when it is running, with the verdict that it gets',
  async (name) => {
    const { heard, outcome } = await listen(doubles[name]);
    expect(heard).toEqual(['running', { verdict: outcome.verdict, message: expect.stringMatching(/\S/) }]);
  },
);

test('of an accepted one there is no evidence, and of one that does not compile neither', async () => {
  expect(await listen(doubles.accepted)).toMatchObject({ heard: ['running'], outcome: { verdict: 'accepted' } });
  expect((await listen(doubles.compileError)).heard).toEqual([]);
});

test('a graver fault that shows later takes the place of the first', async () => {
  // Wrong from the first call on; a race only in the calls after the first eight, which are those of later tests.
  const later = `package exercise

var calls int

func Double(n int) int {
	calls++
	return 0
}
`;
  const { heard, outcome } = await listen(later);
  expect(outcome.verdict).toBe('data_race');
  expect(heard).toHaveLength(2);
});

test('a listener that fails fails the judging: what learners were not told was not told', async () => {
  const listener = { running: async () => {}, evidence: () => Promise.reject(new Error('the database is down')) };
  const judging = judgeFiles({ sandbox, sandboxConfig: config }, exercise, { 'double.go': doubles.wrongAnswer }, { listener });
  await expect(judging).rejects.toThrow('the database is down');
});

test('what is handed in again byte for byte is not built again, and is judged again', async () => {
  const source = `${doubles.accepted}// once\n`;
  const first = await listen(source);
  const second = await listen(source);
  expect(first.timings.build?.cpuMs).toBeGreaterThan(0);
  expect(second).toMatchObject({ timings: { build: { cpuMs: 0 } }, outcome: { verdict: 'accepted' } });
  expect(second.timings.runs).toHaveLength(4);
});
