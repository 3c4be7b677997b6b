import { judgeFiles } from '../../src/judging/judge-files.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { useSandbox } from '../support/sandbox.js';
import { tinyExercise } from '../support/tiny-exercise.js';

const { sandbox, config } = useSandbox();

/** Counts by load and store: an update is lost when somebody else comes between, which a plain run does not show. */
const losesUpdates = `package exercise

import "sync/atomic"

var calls atomic.Int64

func Double(n int) int {
	seen := calls.Load()
	calls.Store(seen + 1)
	if calls.Load() != seen+1 {
		return -1
	}
	return 2 * n
}
`;

const perturbed: ExercisePackage = {
  ...tinyExercise,
  manifest: {
    ...tinyExercise.manifest,
    imports: ['sync/atomic'],
    schedule: Array.from({ length: 12 }, () => ({ procs: 1, repetitions: 10, perturbed: true })),
  },
};

test('yields show what came between; the seed of the run that shows it is recorded, and shows it again', async () => {
  const parts = { sandbox, sandboxConfig: config };
  const { outcome, timings } = await judgeFiles(parts, perturbed, { 'double.go': losesUpdates });
  expect(outcome).toMatchObject({ verdict: 'wrong_answer', sightings: { first: { procs: 1, seed: expect.any(Number) } } });
  const seed = outcome.sightings?.first.seed ?? 0;
  expect(seed).toBeGreaterThan(0);
  expect(timings.runs.map((run) => run.seed)).toContain(seed);
  // The runtime makes some choices by chance: a few tries.
  const schedule = Array.from({ length: 10 }, () => ({ procs: 1, repetitions: 10, seed }));
  const again = await judgeFiles(parts, perturbed, { 'double.go': losesUpdates }, { schedule });
  expect(again.outcome).toMatchObject({ verdict: 'wrong_answer', sightings: { first: { seed } } });
});
