import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFirstTokens } from '../../src/users/first-tokens.js';
import { createUserWithToken, findByToken } from '../../src/users/store.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

let database: FreshDatabase;
const folder = mkdtempSync(path.join(tmpdir(), 'raceway-tokens-'));
/** Not there yet, as before a first start. */
const home = path.join(folder, 'home');
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('the first start makes an instructor and a learner, whose tokens only the owner of the file can read; the second start makes none', async () => {
  const file = await writeFirstTokens(database.db, home);
  expect(file).toBe(path.join(home, 'tokens.json'));
  expect(statSync(file ?? '').mode & 0o777).toBe(0o600);
  const tokens = JSON.parse(readFileSync(file ?? '', 'utf8')) as Record<string, string>;
  expect(Object.keys(tokens).sort()).toEqual(['instructor', 'learner']);
  for (const [role, token] of Object.entries(tokens)) {
    expect(token).toMatch(/^rw_[\w-]{43}$/);
    expect(await findByToken(database.db, token)).toMatchObject({ role });
  }
  expect(await writeFirstTokens(database.db, home)).toBeNull();
});

test('a token is stored as a hash, and is nowhere in the database', async () => {
  const token = await createUserWithToken(database.db, 'Ada', 'admin', 'test');
  const rows = await database.db.$queryRaw<
    { text: string }[]
  >`SELECT t::text || u::text AS text FROM tokens t JOIN users u ON u.id = t.user_id`;
  expect(rows.length).toBeGreaterThan(0);
  for (const { text } of rows) expect(text).not.toContain(token);
  expect(await findByToken(database.db, `${token.slice(0, -1)}x`)).toBeNull();
});
