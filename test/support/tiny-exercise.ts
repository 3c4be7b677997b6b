import path from 'node:path';
import { root } from '../../src/config.js';
import { loadExercise } from '../../src/exercises/load.js';

export const fixtureExercises = path.join(root, 'test', 'fixtures', 'exercises');

/** An exercise as small as one can be: double a number, also from two goroutines at once. */
export const tinyExercise = loadExercise(path.join(fixtureExercises, 'tiny'));

/** Sources of `double.go`, by what they must come to. */
export const doubles = {
  accepted: 'package exercise\n\nfunc Double(n int) int { return 2 * n }\n',
  wrongAnswer: 'package exercise\n\nfunc Double(n int) int { return n }\n',
  dataRace: 'package exercise\n\nvar calls int\n\nfunc Double(n int) int {\n\tcalls++\n\treturn 2 * n\n}\n',
  compileError: 'package exercise\n\nfunc Double(n int) int { return undefinedName }\n',
  wrongSignature: 'package exercise\n\nfunc Double(n string) string { return n }\n',
  syntaxError: 'package exercise\n\nfunc Double(n int) int { return 2 * \n',
  panics: 'package exercise\n\nfunc Double(n int) int { panic("no idea") }\n',
  deadlock:
    'package exercise\n\nimport "sync"\n\nvar mu sync.Mutex\n\nfunc Double(n int) int {\n\tmu.Lock()\n\tmu.Lock()\n\treturn 2 * n\n}\n',
  busyLoop: 'package exercise\n\nfunc Double(n int) int {\n\tfor {\n\t}\n}\n',
  floodsOutput: 'package exercise\n\nimport "fmt"\n\nfunc Double(n int) int {\n\tfor {\n\t\tfmt.Println("all work and no play")\n\t}\n}\n',
  eatsMemory:
    'package exercise\n\nvar hoard [][]byte\n\nfunc Double(n int) int {\n\tfor {\n\t\tb := make([]byte, 16<<20)\n\t\tfor i := range b {\n\t\t\tb[i] = 1\n\t\t}\n\t\thoard = append(hoard, b)\n\t}\n}\n',
  endlessRecursion: 'package exercise\n\nfunc Double(n int) int { return Double(n+1) + 1 }\n',
} as const;

export function submissionOf(source: string) {
  return { exercise: 'tiny', files: { 'double.go': source } };
}
