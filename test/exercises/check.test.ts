import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadExercise, loadExercises } from '../../src/exercises/load.js';
import { fixtureExercises, tinyExercise } from '../support/tiny-exercise.js';

const folder = mkdtempSync(path.join(tmpdir(), 'raceway-exercises-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the tiny exercise with one file changed; null removes it. */
function changed(name: string, file: string, change: (text: string) => string | null): string {
  const copy = path.join(folder, name);
  cpSync(path.join(fixtureExercises, 'tiny'), copy, { recursive: true });
  const full = path.join(copy, file);
  const text = change(existsSync(full) ? readFileSync(full, 'utf8') : '');
  if (text === null) rmSync(full);
  else writeFileSync(full, text);
  return copy;
}

const faults: [string, string, (text: string) => string | null, RegExp][] = [
  ['unknown-key', 'exercise.yaml', (text) => `${text}hint: none\n`, /Unrecognized key: "hint"/],
  ['wrong-type', 'exercise.yaml', (text) => text.replace('minutes: 1', 'minutes: soon'), /minutes/],
  ['broken-yaml', 'exercise.yaml', () => 'format: [', /.+/],
  ['no-format', 'exercise.yaml', (text) => text.replace('format: 1', 'format: 2'), /format/],
  ['no-start', 'exercise.yaml', (text) => text.replace('[double.go]', '[double.go, other.go]'), /starter\/other\.go is missing/],
  ['path-as-file', 'exercise.yaml', (text) => text.replace('[double.go]', '[../double.go]'), /Go file name/],
  ['listed-twice', 'exercise.yaml', (text) => text.replace('TestSecret', 'TestDouble'), /TestDouble is listed twice/],
  ['wrong-visibility', 'exercise.yaml', (text) => text.replace('hidden', 'public'), /TestSecret is listed as public but not found/],
  ['not-listed', 'tests/more_test.go', () => 'package exercise_test\n\nfunc TestMore(t *testing.T) {}\n', /TestMore is not listed/],
  ['no-module', 'starter/go.mod', () => null, /starter\/go\.mod is missing/],
  ['replaces-the-learner', 'tests/double.go', () => 'package exercise\n', /would replace what the learner hands in/],
  ['replaces-nothing', 'tests/job.go', () => 'package exercise\n', /replaces no given file/],
];
test.each(faults)('a package with the fault %s is refused, and the message says where', (name, file, change, message) => {
  expect(() => loadExercise(changed(name, file, change))).toThrow(message);
});

test('all faulty packages of a folder are named at once', () => {
  expect(() => loadExercises(folder)).toThrow(/unknown-key[\s\S]*wrong-type/);
});

test('the digest is of the content: the same for a copy under the same name, another after any change', () => {
  const same = path.join(mkdtempSync(path.join(folder, 'copy-')), 'tiny');
  cpSync(path.join(fixtureExercises, 'tiny'), same, { recursive: true });
  expect(loadExercise(same).digest).toBe(tinyExercise.digest);
  writeFileSync(path.join(same, 'statement.md'), 'other words');
  expect(loadExercise(same).digest).not.toBe(tinyExercise.digest);
});
