import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { connectDatabase } from '../../src/context.js';
import type { PrismaClient } from '../../src/generated/prisma/client.js';

export interface FreshDatabase {
  url: string;
  db: PrismaClient;
  drop(): Promise<void>;
}

/** A database of its own for a test file, cloned from the migrated template. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests through jest.config.cjs');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin(server, `CREATE DATABASE ${name} TEMPLATE template`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = connectDatabase(url.href);
  const drop = async () => {
    await db.$disconnect();
    await admin(server, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { url: url.href, db, drop };
}

async function admin(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
