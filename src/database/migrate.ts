import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { root } from '../config.js';

/** The advisory lock that Prisma Migrate takes: two that migrate at once wait for each other, be they ours or Prisma's. */
const prismaLock = 72_707_369;

const table = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies what is new in `prisma/migrations`, in order, and keeps Prisma's own record of it, so that `prisma migrate status`
 * agrees. Prisma's CLI would need its native engine for this, and ten times as long.
 * @returns the names of the migrations that were applied.
 * @throws when one fails, failed earlier, or was edited after it was applied.
 */
export async function migrate(url: string, folder = path.join(root, 'prisma', 'migrations')): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    await client.query(table);
    const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const failed = rows.find((row) => !row.finished_at);
    if (failed) throw new Error(`migration ${failed.migration_name} failed earlier: see column logs of _prisma_migrations`);
    const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    const fresh: string[] = [];
    for (const name of readdirSync(folder).sort()) {
      if (await applyOne(client, folder, name, applied.get(name))) fresh.push(name);
    }
    return fresh;
  } finally {
    await client.end();
  }
}

async function applyOne(client: Client, folder: string, name: string, known: string | undefined): Promise<boolean> {
  const file = path.join(folder, name, 'migration.sql');
  if (!existsSync(file)) return false;
  const sql = readFileSync(file, 'utf8');
  const checksum = createHash('sha256').update(sql).digest('hex');
  if (known !== undefined && known !== checksum) throw new Error(`migration ${name} was changed after it was applied`);
  if (known !== undefined) return false;
  const id = randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [id, checksum, name]);
  try {
    await client.query(sql);
  } catch (error) {
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)]);
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
  return true;
}
