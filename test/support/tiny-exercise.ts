import { type ExercisePackage, manifestSchema } from '../../src/schemas/exercise.js';

const api = `package exercise

var _ func(int) int = Double
`;

const publicTest = `package exercise_test

import (
	"testing"

	"exercise"
)

func TestDouble(t *testing.T) {
	if got := exercise.Double(2); got != 4 {
		t.Errorf("Double(2) = %d, want 4", got)
	}
}
`;

const hiddenTest = `package exercise_test

import (
	"testing"

	"exercise"
)

func TestSecret(t *testing.T) {
	done := make(chan int)
	go func() { done <- exercise.Double(21) }()
	other := exercise.Double(21)
	if got := <-done; got != 42 || other != 42 {
		t.Errorf("secret: want 42, got %d and %d", got, other)
	}
}
`;

/** An exercise as small as one can be: double a number, also from two goroutines at once. */
export const tinyExercise: ExercisePackage = {
  slug: 'tiny',
  digest: 'tiny-1',
  manifest: manifestSchema.parse({
    format: 1,
    title: 'Double',
    level: 'beginner',
    minutes: 1,
    guide: 'none',
    editable: ['double.go'],
    imports: ['sync', 'time', 'fmt'],
    limits: { runSeconds: 4, totalSeconds: 20, memoryMb: 256, outputKb: 64 },
    schedule: [{ procs: 2, repetitions: 2 }],
    tests: [
      { name: 'TestDouble', visibility: 'public', points: 1, hint: 'twice the number' },
      { name: 'TestSecret', visibility: 'hidden', points: 2, hint: 'think of two callers at once' },
    ],
  }),
  statement: '# Double\n',
  starter: {
    'go.mod': 'module exercise\n\ngo 1.27\n',
    'double.go': 'package exercise\n\nfunc Double(n int) int { return 0 }\n',
    'api_test.go': api,
    'double_test.go': publicTest,
  },
  tests: { 'secret_test.go': hiddenTest },
};

/** Sources of `double.go`, by what they must come to. */
export const doubles = {
  accepted: 'package exercise\n\nfunc Double(n int) int { return 2 * n }\n',
  wrongAnswer: 'package exercise\n\nfunc Double(n int) int { return n }\n',
  dataRace: 'package exercise\n\nvar calls int\n\nfunc Double(n int) int {\n\tcalls++\n\treturn 2 * n\n}\n',
  compileError: 'package exercise\n\nfunc Double(n int) int { return undefinedName }\n',
  wrongSignature: 'package exercise\n\nfunc Double(n string) string { return n }\n',
  syntaxError: 'package exercise\n\nfunc Double(n int) int { return 2 * \n',
  panics: 'package exercise\n\nfunc Double(n int) int { panic("no idea") }\n',
  deadlock: 'package exercise\n\nimport "sync"\n\nvar mu sync.Mutex\n\nfunc Double(n int) int {\n\tmu.Lock()\n\tmu.Lock()\n\treturn 2 * n\n}\n',
  busyLoop: 'package exercise\n\nfunc Double(n int) int {\n\tfor {\n\t}\n}\n',
  floodsOutput: 'package exercise\n\nimport "fmt"\n\nfunc Double(n int) int {\n\tfor {\n\t\tfmt.Println("all work and no play")\n\t}\n}\n',
  eatsMemory:
    'package exercise\n\nvar hoard [][]byte\n\nfunc Double(n int) int {\n\tfor {\n\t\tb := make([]byte, 16<<20)\n\t\tfor i := range b {\n\t\t\tb[i] = 1\n\t\t}\n\t\thoard = append(hoard, b)\n\t}\n}\n',
  endlessRecursion: 'package exercise\n\nfunc Double(n int) int { return Double(n+1) + 1 }\n',
} as const;

export function submissionOf(source: string) {
  return { exercise: 'tiny', files: { 'double.go': source } };
}
