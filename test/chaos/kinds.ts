import type { ExercisePackage } from '../../src/schemas/exercise.js';
import type { Verdict } from '../../src/schemas/verdict.js';
import { doubles, tinyExercise } from '../support/tiny-exercise.js';

/** What is handed in: a source, and the verdict that it must get whatever happens meanwhile. */
export interface Kind {
  exercise: string;
  source: string;
  verdict: Verdict;
}

/** The tiny exercise with a given file that fills the disk of its container, which no submitted file may. */
export const fullDisk: ExercisePackage = {
  ...tinyExercise,
  slug: 'full-disk',
  digest: `full-disk-${tinyExercise.digest.slice(0, 40)}`,
  starter: {
    ...tinyExercise.starter,
    'given_fill.go': `package exercise

import (
	"os"
	"strconv"
)

func fill() {
	part := make([]byte, 4<<20)
	for i := range 200 {
		os.WriteFile("/tmp/fill"+strconv.Itoa(i), part, 0o600)
	}
}
`,
  },
};

const tiny = (source: string, verdict: Verdict): Kind => ({ exercise: 'tiny', source, verdict });

/** In the order in which they are handed in, again and again. */
export const kinds: Kind[] = [
  tiny(doubles.accepted, 'accepted'),
  tiny(doubles.wrongAnswer, 'wrong_answer'),
  tiny(doubles.dataRace, 'data_race'),
  tiny(doubles.accepted, 'accepted'),
  tiny(doubles.compileError, 'compile_error'),
  tiny(doubles.panics, 'run_time_error'),
  tiny(doubles.accepted, 'accepted'),
  tiny(doubles.deadlock, 'deadlock'),
  { exercise: fullDisk.slug, source: 'package exercise\n\nfunc Double(n int) int {\n\tfill()\n\treturn n\n}\n', verdict: 'wrong_answer' },
];
