import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

let database: FreshDatabase;
const folder = mkdtempSync(path.join(tmpdir(), 'raceway-migrate-'));
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});
function migration(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

test('what is applied already is not applied again', async () => {
  expect(await migrate(database.url)).toEqual([]);
});

test('several at once apply each migration once, in order', async () => {
  migration('1_a', 'CREATE TABLE a (n int)');
  migration('2_b', 'INSERT INTO a VALUES (1)');
  const results = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
  expect(results.flat().sort()).toEqual(['1_a', '2_b']);
  expect(await database.db.$queryRaw`SELECT n FROM a`).toEqual([{ n: 1 }]);
});

test('one that was changed after it was applied is refused, by name', async () => {
  migration('1_a', 'CREATE TABLE a (n bigint)');
  await expect(migrate(database.url, folder)).rejects.toThrow('migration 1_a was changed after it was applied');
  migration('1_a', 'CREATE TABLE a (n int)');
});

test('one that fails says why, and stands in the way until it is resolved', async () => {
  migration('3_c', 'CREATE TABLE a (n int)');
  await expect(migrate(database.url, folder)).rejects.toThrow(/migration 3_c failed: .*already exists/);
  await expect(migrate(database.url, folder)).rejects.toThrow('migration 3_c failed earlier');
});
