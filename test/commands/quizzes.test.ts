import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../../src/config.js';
import { quizSchema } from '../../src/schemas/quiz.js';
import { readBank } from '../support/quiz-bank.js';

const folder = mkdtempSync(path.join(tmpdir(), 'raceway-quizzes-'));
afterAll(() => rmSync(folder, { recursive: true }));

function raceway(args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env.PATH, RACEWAY_HOME: folder, ...env },
  });
}

function fileOf(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

test('what was exported is imported as the same questions', () => {
  const exported = raceway(['quizzes', 'export', 'concurrency-patterns', '--format', 'gift']);
  expect(exported).toMatchObject({ status: 0, stderr: '' });
  const file = fileOf('bank.gift', exported.stdout);
  const imported = raceway(['quizzes', 'import', file, '--format', 'gift', '--slug', 'patterns', '--title', 'Patterns: again']);
  expect(imported).toMatchObject({ status: 0, stderr: '' });
  const quiz = quizSchema.parse(parse(imported.stdout));
  expect(quiz).toMatchObject({ title: 'Patterns: again', tags: ['patterns'], questions: readBank().questions });
});

test('a Markdown document becomes a quiz that is named after its file', () => {
  const file = fileOf('Go Locks (2).md', '### Question 1\nWho?\n\n**A)** a\n**B)** b\n\n**Answer: B** - why\n');
  const { status, stdout } = raceway(['quizzes', 'import', file, '--format', 'markdown']);
  expect(status).toBe(0);
  const quiz = quizSchema.parse(parse(stdout));
  expect(quiz).toMatchObject({ title: 'go-locks-2', questions: [{ id: 'go-locks-2-1', tags: ['go-locks-2'], explanation: 'why' }] });
});

test('faults are listed with their lines, and nothing is printed', () => {
  const file = fileOf('broken.gift', 'Who{\n\nWhere{=a ~b}\n\nWhen{}\n');
  const { status, stdout, stderr } = raceway(['quizzes', 'import', file, '--format', 'gift']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    `${file}: nothing is imported\nline 1: found a { without its }; expected } before the next blank line, or \\{\nline 5: found no answers (an essay); expected answers: =right ~wrong, TRUE, =text or #number\n`,
  );
});

const refused: [string, () => string[], RegExp][] = [
  ['a file that is not there', () => ['import', path.join(folder, 'none'), '--format', 'gift'], /ENOENT/],
  ['a folder', () => ['import', folder, '--format', 'gift'], /EISDIR/],
  ['bytes that are not UTF-8', () => ['import', fileOf('bytes', Buffer.from([0x61, 0xff])), '--format', 'gift'], /not valid UTF-8/],
  ['a file that is too large', () => ['import', fileOf('large', Buffer.alloc(13 * 1024 * 1024)), '--format', 'gift'], /too large/],
  ['a name that is none', () => ['import', fileOf('q', 'a{T}'), '--format', 'gift', '--slug', '../up'], /"\.\.\/up" cannot be .* --slug/],
  ['a title that is too long', () => ['import', fileOf('q', 'a{T}'), '--format', 'gift', '--title', 'x'.repeat(121)], /<=120/],
  ['a quiz that is not there', () => ['export', 'none', '--format', 'gift'], /ENOENT/],
  ['a path in place of a quiz', () => ['export', '../exercises/concurrency-patterns', '--format', 'gift'], /not the name of a quiz/],
];
test.each(refused)('%s is refused', (_name, args, message) => {
  const { status, stdout, stderr } = raceway(['quizzes', ...args()]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(message);
});

test('a quiz with faults is not exported, and they are named', () => {
  mkdirSync(path.join(folder, 'broken'));
  writeFileSync(path.join(folder, 'broken', 'quiz.yaml'), 'format: 2\n');
  const { status, stderr } = raceway(['quizzes', 'export', 'broken', '--format', 'gift'], { EXERCISES_DIR: folder });
  expect(status).toBe(1);
  expect(stderr).toMatch(/broken: [\s\S]*format/);
});

test.each([
  [[]],
  [['import']],
  [['import', 'file']],
  [['import', 'file', '--format', 'xml']],
  [['import', 'a', 'b', '--format', 'gift']],
  [['export', 'concurrency-patterns', '--format', 'markdown']],
  [['eat', 'file', '--format', 'gift']],
])('quizzes %j says how to call it, and exits with 2', (args) => {
  const { status, stderr } = raceway(['quizzes', ...args]);
  expect(status).toBe(2);
  expect(stderr).toContain('raceway quizzes import FILE');
});
