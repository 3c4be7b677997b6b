import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../src/config.js';
import { findByToken } from '../../src/users/store.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { fixtureExercises } from '../support/tiny-exercise.js';

let database: FreshDatabase;
const home = mkdtempSync(path.join(tmpdir(), 'raceway-cli-'));
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(home, { recursive: true });
});

function raceway(args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env.PATH, RACEWAY_HOME: home, DATABASE_URL: database.url, EXERCISES_DIR: fixtureExercises, ...env },
  });
}

test.each([
  [[]],
  [['nonsense']],
  [['token']],
  [['token', 'create', '--role', 'king']],
  [['exercises', 'eat']],
  [['fetch']],
  [['replay', 'x']],
  [['exercises', 'verify', '--repeat', '0']],
])('%p says how to call it, and exits with 2', (args) => {
  const { status, stderr } = raceway(args);
  expect(status).toBe(2);
  expect(stderr).toContain('raceway ');
});

test('an option that is not known is named, and exits with 2', () => {
  const { status, stderr } = raceway(['list', '--loud']);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('--loud') });
});

test('a reader that stops early is no fault', () => {
  const cli = path.join(root, 'dist', 'cli.js');
  const script = `"${process.execPath}" "${cli}" quizzes export concurrency-patterns --format gift | head -n 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env: { PATH: process.env.PATH } });
  expect({ lines: stdout.split('\n').length, stderr }).toEqual({ lines: 2, stderr: '' });
});

test('token create prints a token that is good for its role', async () => {
  const { status, stdout } = raceway(['token', 'create', '--role', 'instructor', '--name', 'Ada']);
  expect(status).toBe(0);
  expect(await findByToken(database.db, stdout.trim())).toMatchObject({ role: 'instructor' });
});

test('exercises sync stores what changed, quizzes too', () => {
  expect(raceway(['exercises', 'sync']).stdout).toBe('1 exercises; new or changed: tiny\n1 quizzes; new or changed: mini\n');
  expect(raceway(['exercises', 'sync']).stdout).toBe('1 exercises; new or changed: none\n1 quizzes; new or changed: none\n');
});

test('settings that are wrong are all named', () => {
  const { status, stderr } = raceway(['serve'], { PORT: 'high', REDIS_URL: 'http://x' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/PORT.*REDIS_URL/);
});

test('a database that is down is a clear error, and the process ends', () => {
  const { status, stderr } = raceway(['api'], { DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none' });
  expect(status).toBe(1);
  expect(stderr).toContain('ECONNREFUSED');
});

test('a fault in an exercise ends the start with its name, and leaves no process', () => {
  const folder = path.join(home, 'exercises', 'broken');
  spawnSync('mkdir', ['-p', folder]);
  writeFileSync(path.join(folder, 'exercise.yaml'), 'format: 3\n');
  const { status, stderr, signal } = raceway(['serve'], { EXERCISES_DIR: path.dirname(folder), PORT: '0' });
  expect(signal).toBeNull();
  expect(status).toBe(1);
  expect(stderr).toContain('broken: exercise.yaml');
});

test('a port that is taken is a clear error', () => {
  const port = new URL(database.url).port;
  const { status, stderr } = raceway(['api'], { PORT: port });
  expect(status).toBe(1);
  expect(stderr).toContain(`127.0.0.1:${port} is taken`);
});

test('a data folder that another server uses is refused', () => {
  writeFileSync(path.join(home, 'server.pid'), `${process.pid}\n`);
  const { status, stderr } = raceway(['serve'], { DATABASE_URL: '' });
  expect(status).toBe(1);
  expect(stderr).toContain(`another Raceway (pid ${process.pid})`);
});

test('doctor names an engine that does not answer, says what to do, and exits with 1', () => {
  const { status, stdout } = raceway(['doctor'], { DOCKER_HOST: 'unix:///nonexistent/docker.sock' });
  expect(status).toBe(1);
  expect(stdout).toMatch(/✗ Docker engine\s+missing/);
});
