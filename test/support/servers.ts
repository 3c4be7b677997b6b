import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../src/config.js';
import { type EmbeddedDatabase, startEmbedded } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrate.js';

declare global {
  var racewayTestDatabase: EmbeddedDatabase | undefined;
}

/** One PostgreSQL for all test files; each file clones its own database from the template that is migrated here. */
export async function startServers(): Promise<void> {
  if (!process.env.TEST_REDIS_URL) throw new Error('TEST_REDIS_URL is not set: `npm test` starts a Redis and names it there');
  const home = path.join(readConfig().home, 'test');
  mkdirSync(home, { recursive: true });
  // Without fsync a power cut could lose data; a test database has nothing to lose.
  const database = await startEmbedded(home, { fsync: 'off', max_connections: '400' });
  const template = new URL(database.url);
  template.pathname = '/template';
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  const { rows } = await admin.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' OR datname = 'template'",
  );
  for (const { datname } of rows) await admin.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await admin.query('CREATE DATABASE template');
  await admin.end();
  await migrate(template.href);
  process.env.TEST_DATABASE_URL = database.url;

  globalThis.racewayTestDatabase = database;
}

export async function stopServers(): Promise<void> {
  await globalThis.racewayTestDatabase?.stop();
}
