import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadExercises } from '../../src/exercises/load.js';
import { loadQuiz, loadQuizzes } from '../../src/quizzes/load.js';
import { miniQuiz } from '../support/mini-quiz.js';
import { fixtureExercises } from '../support/tiny-exercise.js';

const folder = mkdtempSync(path.join(tmpdir(), 'raceway-quizzes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the mini quiz with a change in its text. */
function changed(name: string, change: (text: string) => string): string {
  const copy = path.join(folder, name);
  mkdirSync(copy);
  writeFileSync(path.join(copy, 'quiz.yaml'), change(readFileSync(path.join(fixtureExercises, 'mini', 'quiz.yaml'), 'utf8')));
  return copy;
}

const replace = (old: string, by: string) => (text: string) => {
  expect(text).toContain(old);
  return text.replace(old, by);
};

const faults: [string, (text: string) => string, RegExp][] = [
  ['unknown-key', replace('minutes: 5', 'minutes: 5\nanswers: shown'), /Unrecognized key: "answers"/],
  ['broken-yaml', () => 'format: [', /.+/],
  ['empty', () => '', /quiz\.yaml/],
  ['unknown-kind', replace('kind: numeric', 'kind: essay'), /kind/],
  ['question-twice', replace('id: capacity', 'id: keyword'), /two questions are called keyword/],
  ['option-twice', replace('id: closed,', 'id: received,'), /question unbuffered: two options are called received/],
  [
    'same-text',
    replace('text: At once', 'text: When the channel is closed'),
    /question unbuffered: two options read "When the channel is closed"/,
  ],
  [
    'none-right',
    replace('received, correct: true', 'received'),
    /question unbuffered: 0 options are correct; a single choice has exactly one/,
  ],
  ['two-right', replace('text: At once', 'text: At once, correct: true'), /question unbuffered: 2 options are correct/],
  ['multiple-none-right', (text) => text.replaceAll(', correct: true', ''), /question blocks: no option is correct/],
  ['blank-answer', replace('answers: [go,', 'answers: ["  ",'), /question keyword: an accepted answer is blank/],
  ['line-beyond', replace('lines: [5, 6]', 'lines: [5, 8]'), /question races: its program has no line 8/],
  [
    'too-many',
    replace('questions:', 'draw: [{ count: 8 }]\nquestions:'),
    /draw: \{"count":8\} asks for more questions than the others leave it/,
  ],
  [
    'used-up',
    replace('questions:', 'draw: [{ count: 1, tags: [goroutines] }, { count: 1, tags: [goroutines], level: beginner }]\nquestions:'),
    /draw: .*asks for more questions than the others leave it/,
  ],
  ['unequal', replace('questions:', 'draw: [{ count: 1, level: beginner }]\nquestions:'), /draw: .*different points/],
  ['no-date', replace('attempts: 2', 'explanations: { from: soon }'), /explanations/],
  ['Upper', (text) => text, /folder name/],
];
test.each(faults)('a quiz with the fault %s is refused, and the message says where', (name, change, message) => {
  expect(() => loadQuiz(changed(name, change))).toThrow(message);
});

test('all faulty quizzes of a folder are named at once', () => {
  expect(() => loadQuizzes(folder)).toThrow(/broken-yaml[\s\S]*question-twice/);
});

test('a folder is a quiz by its quiz.yaml: exercises are passed over, and exercises pass over it', () => {
  expect(loadQuizzes(fixtureExercises)).toEqual([miniQuiz]);
  expect(loadExercises(fixtureExercises).map((exercise) => exercise.slug)).toEqual(['tiny']);
});

test('a folder that is both a quiz and an exercise, or neither, is a fault', () => {
  const both = path.join(folder, 'several', 'both');
  cpSync(path.join(fixtureExercises, 'tiny'), both, { recursive: true });
  cpSync(path.join(fixtureExercises, 'mini'), both, { recursive: true });
  mkdirSync(path.join(folder, 'several', 'neither'));
  expect(() => loadQuizzes(path.dirname(both))).toThrow('both: it has an exercise.yaml, too');
  expect(() => loadExercises(path.dirname(both))).toThrow('neither: it has neither an exercise.yaml nor a quiz.yaml');
});

test('the digest is of the content: another after a change of what is shown or hidden, the same after a change of a comment', () => {
  const explained = path.join(folder, 'other', 'mini');
  mkdirSync(explained, { recursive: true });
  const text = readFileSync(path.join(fixtureExercises, 'mini', 'quiz.yaml'), 'utf8');
  writeFileSync(path.join(explained, 'quiz.yaml'), `# a comment\n${text}`);
  expect(loadQuiz(explained).digest).toBe(miniQuiz.digest);
  writeFileSync(path.join(explained, 'quiz.yaml'), text.replace('secret-capacity', 'other words'));
  expect(loadQuiz(explained).digest).not.toBe(miniQuiz.digest);
});
