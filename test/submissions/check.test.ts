import type { ProblemCode } from '../../src/errors.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { checkFiles } from '../../src/submissions/check.js';

const exercise = { slug: 'two-files', manifest: { editable: ['a.go', 'b.go'] } } as ExercisePackage;
const good = { 'a.go': 'package exercise', 'b.go': 'package exercise' };

test('exactly the editable files are taken', () => {
  expect(() => checkFiles(good, exercise)).not.toThrow();
});

const table: [string, Record<string, string>, ProblemCode, string][] = [
  ['a given file', { ...good, 'job.go': '' }, 'file_not_editable', 'job.go'],
  ['a path', { ...good, '../a.go': '' }, 'file_not_editable', '../a.go'],
  ['a name of the language', { ...good, ...JSON.parse('{"__proto__": ""}') }, 'file_not_editable', '__proto__'],
  ['a file that is missing', { 'a.go': '' }, 'file_missing', 'b.go'],
  ['no file at all', {}, 'file_missing', 'a.go'],
  ['a file over 64 KiB', { ...good, 'b.go': 'x'.repeat(64 * 1024 + 1) }, 'file_too_large', 'b.go'],
  ['64 KiB of characters that are more in UTF-8', { ...good, 'b.go': 'é'.repeat(40 * 1024) }, 'file_too_large', 'b.go'],
  ['a lone surrogate', { ...good, 'b.go': 'a\ud800b' }, 'invalid_encoding', 'b.go'],
  ['a NUL', { ...good, 'b.go': 'a\0b' }, 'invalid_encoding', 'b.go'],
];
test.each(table)('%s is refused, by name', (_name, files, code, file) => {
  // A literal `__proto__` key sets the prototype; what a client sends arrives as an own property.
  const own = code === 'file_not_editable' && file === '__proto__' ? Object.assign(JSON.parse('{"__proto__": ""}'), good) : files;
  expect(() => checkFiles(own, exercise)).toThrow(expect.objectContaining({ code, members: { file } }));
});

test('a file of exactly 64 KiB is taken, and so are characters outside the basic plane', () => {
  expect(() => checkFiles({ 'a.go': '🏁', 'b.go': 'x'.repeat(64 * 1024) }, exercise)).not.toThrow();
});
