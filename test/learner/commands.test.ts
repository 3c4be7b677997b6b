import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../src/config.js';
import { storeExercise } from '../../src/exercises/store.js';
import { parseAnswer } from '../../src/learner/quiz.js';
import { storeQuiz } from '../../src/quizzes/store.js';
import type { AttemptView } from '../../src/schemas/quiz.js';
import { useJudge } from '../support/judge.js';
import { miniQuiz } from '../support/mini-quiz.js';
import { doubles, tinyExercise } from '../support/tiny-exercise.js';

// The built program, as a learner runs it, against a real judge.

const judge = useJudge();
const home = mkdtempSync(path.join(tmpdir(), 'raceway-learner-'));
const account = path.join(home, 'raceway', 'account.json');
const folder = path.join(home, 'work');
let server: Server;
let url = '';

const hinted = {
  ...tinyExercise,
  digest: 'tiny with hints',
  manifest: { ...tinyExercise.manifest, hints: ['a.md', 'b.md'] },
  hints: { 'a.md': 'First hint.\n', 'b.md': 'Second hint.\n' },
};

beforeAll(async () => {
  await storeExercise(judge.db, hinted);
  await storeQuiz(judge.db, miniQuiz);
  server = createServer(judge.app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(home, { recursive: true });
});

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

function raceway(args: string[], { cwd = home, input = '', env = {} as Record<string, string> } = {}): Promise<Ran> {
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], {
    cwd,
    env: { PATH: process.env.PATH, XDG_CONFIG_HOME: home, ...env },
  });
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, stdout, stderr })));
}

const handIn = (source: string, ...args: string[]) => {
  writeFileSync(path.join(folder, 'double.go'), source);
  return raceway(['submit', ...args], { cwd: folder });
};

test('before the login every command says so', async () => {
  for (const args of [['list'], ['submit'], ['quiz', 'mini']]) {
    const { status, stderr } = await raceway(args);
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'raceway: you are not logged in: raceway login URL\n' });
  }
});

test('a token that is not good is refused, and nothing is kept', async () => {
  const { status, stderr } = await raceway(['login', url, '--token', 'nonsense']);
  expect(status).toBe(1);
  expect(stderr).toContain('A valid bearer token is needed');
  expect(existsSync(account)).toBe(false);
  expect((await raceway(['login', 'not an address', '--token', 'x'])).stderr).toContain('is no address');
});

test('the token comes from standard input, and is kept for this user alone', async () => {
  const { status, stdout } = await raceway(['login', `${url}/`], { input: `${judge.tokens.learner}\n` });
  expect(status).toBe(0);
  expect(stdout).toContain('which has 1 exercises');
  expect(statSync(account).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(account, 'utf8'))).toEqual({ url, token: judge.tokens.learner });
});

test('list names exercises and quizzes', async () => {
  const { stdout } = await raceway(['list']);
  expect(stdout).toMatch(/Exercises\n {2}tiny +beginner +1 min {2}Double\nQuizzes\n {2}mini +beginner/);
  expect(JSON.parse((await raceway(['list', '--json'])).stdout).exercises[0].slug).toBe('tiny');
});

test('fetch unpacks the starter, and does not write over what is there', async () => {
  const { status, stdout } = await raceway(['fetch', 'tiny', 'work']);
  expect(status).toBe(0);
  expect(stdout).toContain('edit double.go');
  for (const name of ['go.mod', 'double.go', 'double_test.go', 'statement.md']) expect(existsSync(path.join(folder, name))).toBe(true);
  writeFileSync(path.join(folder, 'double.go'), 'my work');
  const again = await raceway(['fetch', 'tiny', 'work']);
  expect(again.status).toBe(1);
  expect(again.stderr).toContain('double.go');
  expect(readFileSync(path.join(folder, 'double.go'), 'utf8')).toBe('my work');
  expect((await raceway(['fetch', 'tiny', 'work', '--force'])).status).toBe(0);
  expect((await raceway(['fetch', 'unknown'])).stderr).toContain('There is no such exercise');
});

test('submit hands in what is in the folder, prints the diagnosis, and exits with 0 only for accepted', async () => {
  const race = await handIn(doubles.dataRace);
  expect(race.status).toBe(1);
  expect(race.stdout).toMatch(/^data_race, \d of 3 points\n/);
  expect(race.stdout).toContain('Write of calls');
  expect(race.stdout).not.toContain('\u001b[');
  const good = await handIn(doubles.accepted);
  expect(good).toMatchObject({ status: 0, stdout: expect.stringMatching(/^accepted, 3 of 3 points\n/) });
  expect((await raceway(['list'])).stdout).toMatch(/Double {2}accepted 3\/3/);
});

test('colour is there where it is asked for', async () => {
  const { stdout } = await raceway(['watch'], { env: { FORCE_COLOR: '1' } });
  expect(stdout).toContain('\u001b[32maccepted, 3 of 3 points\u001b[0m');
});

test('--json gives scripts the whole submission', async () => {
  const { status, stdout } = await handIn(doubles.wrongAnswer, '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ exercise: 'tiny', verdict: 'wrong_answer', judgementTypeId: 'WA' });
});

test('watch tells of the newest, or of the one that is named', async () => {
  const { stdout, status } = await raceway(['watch']);
  expect({ status, first: stdout.split('\n')[0] }).toEqual({ status: 1, first: 'wrong_answer, 0 of 3 points' });
  expect((await raceway(['watch', '00000000-0000-7000-8000-000000000000'])).stderr).toContain('There is no such submission');
});

test('submit outside of a fetched folder, and without the file, says what to do', async () => {
  expect((await raceway(['submit'])).stderr).toContain('--exercise');
  expect((await raceway(['submit', '--exercise', 'tiny'])).stderr).toContain('this exercise wants double.go');
  expect((await raceway(['submit', 'a', 'b'])).status).toBe(2);
});

test('hints are opened one by one; --opened opens none', async () => {
  expect((await raceway(['hint'], { cwd: folder })).stdout).toBe('Hint 1 of 2\nFirst hint.\n\n');
  expect((await raceway(['hint', 'tiny', '--opened'])).stdout).toBe('Hint 1 of 2\nFirst hint.\n\n');
  expect((await raceway(['hint', 'tiny'])).stdout).toContain('Second hint.');
  expect((await raceway(['hint', 'tiny'])).stdout).toContain('That was the last one.');
});

test('a quiz is taken on the terminal, goes on where it was, and ends with score and explanations', async () => {
  const reply = await fetch(`${url}/api/v1/quizzes/mini/attempts`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${judge.tokens.learner}` },
  });
  const attempt = (await reply.json()) as AttemptView;
  const typed = attempt.questions.map(({ kind, options }) => {
    const letter = (id: string) => String.fromCharCode(97 + (options?.findIndex((option) => option.id === id) ?? -1));
    if (kind === 'single_choice') return letter('received');
    if (kind === 'multiple_choice') return ['nil-send', 'nil-receive', 'empty-select'].map(letter).join(', ');
    if (kind === 'true_false') return 'T';
    if (kind === 'short_answer') return 'go';
    if (kind === 'numeric') return '3.0';
    return '';
  });
  const { status, stdout } = await raceway(['quiz', 'mini'], { input: typed.map((line) => `${line}\n`).join('') });
  expect(status).toBe(0);
  expect(stdout).toContain(`Attempt ${attempt.number}: 7 questions, 10 minutes left`);
  expect(stdout).toContain('Score: 9 of 17');
  expect(stdout).toContain('secret-unbuffered');
});

test.each<[Parameters<typeof parseAnswer>[0]['kind'], string, ReturnType<typeof parseAnswer>]>([
  ['single_choice', 'B', 'two'],
  ['single_choice', 'c', null],
  ['single_choice', 'ab', null],
  ['multiple_choice', 'a, b a', ['one', 'two']],
  ['multiple_choice', 'a 1', null],
  ['true_false', 'False', false],
  ['true_false', 'maybe', null],
  ['race_lines', 'lines 12 and 7', [12, 7]],
  ['race_lines', '12', null],
  ['short_answer', 'go', 'go'],
])('for %s, %p means %p', (kind, said, answer) => {
  const options = [
    { id: 'one', text: '1' },
    { id: 'two', text: '2' },
  ];
  expect(parseAnswer({ kind, options }, said)).toEqual(answer);
});

test('a server that is away is named, and so is one that is no Raceway', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'raceway-learner-'));
  const away = await raceway(['login', 'http://127.0.0.1:1', '--token', 'x'], { env: { XDG_CONFIG_HOME: other } });
  expect(away).toMatchObject({ status: 1, stderr: expect.stringContaining('http://127.0.0.1:1 cannot be reached') });
  const stranger = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
  await new Promise((resolve) => stranger.once('listening', resolve));
  const port = (stranger.address() as AddressInfo).port;
  const strange = await raceway(['login', `http://127.0.0.1:${port}`, '--token', 'x'], { env: { XDG_CONFIG_HOME: other } });
  stranger.close();
  rmSync(other, { recursive: true });
  expect(strange).toMatchObject({ status: 1, stderr: expect.stringContaining('does not understand') });
});

test('a learner’s command loads nothing of the server', async () => {
  const spy = path.join(home, 'spy.cjs');
  writeFileSync(spy, "process.on('exit', () => console.error(Object.keys(require.cache).join('\\n')));\n");
  const { stderr } = await raceway(['list'], { env: { NODE_OPTIONS: `--require ${spy}` } });
  expect(stderr).toContain('learner/run.js');
  expect(stderr).not.toMatch(/node_modules\/(@prisma|pg|express|dockerode|bullmq|ioredis)\/|dist\/(sandbox|judging|http|database)\//);
});
