import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { runningEmbedded, startEmbedded } from '../../src/database/embedded.js';
import { databaseUser, placeDatabase } from '../../src/database/placement.js';
import { eventually } from '../support/eventually.js';

const folders: string[] = [];
function temporaryHome(mode: number): string {
  const outer = mkdtempSync(path.join(tmpdir(), 'raceway-embedded-'));
  chmodSync(outer, mode);
  folders.push(outer);
  return path.join(outer, 'home');
}
afterEach(() => {
  for (const folder of folders.splice(0)) {
    const { cluster } = placeDatabase(path.join(folder, 'home'), databaseUser());
    if (!cluster.startsWith(folder)) rmSync(path.dirname(cluster), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
const pidOf = (home: string) => {
  const { cluster } = placeDatabase(home, databaseUser());
  return Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
};
const isGone = async (pid: number) => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

// 0700 under root: the database's user cannot enter the folder.
describe.each([0o755, 0o700])('the embedded database of a data folder under a folder of mode %o', (mode) => {
  test('starts, keeps its data over a stop, and leaves no process', async () => {
    const home = temporaryHome(mode);
    const first = await startEmbedded(home);
    expect(first.adopted).toBe(false);
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    const pid = pidOf(home);
    expect(runningEmbedded(home)).toBe(first.url);
    await first.stop();
    expect(await isGone(pid)).toBe(true);
    expect(runningEmbedded(home)).toBeNull();

    const second = await startEmbedded(home);
    expect(await query(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  test('one that outlived its parent is taken over, not started beside', async () => {
    const home = temporaryHome(mode);
    const first = await startEmbedded(home);
    const second = await startEmbedded(home);
    expect(second).toMatchObject({ adopted: true, url: first.url });
    await second.stop();
    expect(runningEmbedded(home)).toBeNull();
  });

  test('one that was killed itself, leaving its pid file, starts again with its data', async () => {
    const home = temporaryHome(mode);
    const first = await startEmbedded(home);
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    const pid = pidOf(home);
    process.kill(pid, 'SIGKILL');
    await eventually('the server is gone', () => isGone(pid));
    const second = await startEmbedded(home);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await second.stop();
  });
});

test('the password is for the owner of the data folder only', async () => {
  const home = temporaryHome(0o755);
  mkdirSync(home);
  const database = await startEmbedded(home);
  expect(statSync(path.join(home, 'postgres.json')).mode & 0o777).toBe(0o600);
  await expect(query(database.url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow('password authentication failed');
  await database.stop();
});
