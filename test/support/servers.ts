import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { readConfig } from '../../src/config.js';
import { type EmbeddedDatabase, startEmbedded } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrate.js';

interface Servers {
  database: EmbeddedDatabase;
  redis: ChildProcess;
}

declare global {
  var racewayTestServers: Servers | undefined;
}

/** One PostgreSQL and one Redis for all test files; each file clones its own database from the template that is migrated here. */
export async function startServers(): Promise<void> {
  const home = path.join(readConfig().home, 'test');
  mkdirSync(home, { recursive: true });
  // Without fsync a power cut could lose data; a test database has nothing to lose.
  const database = await startEmbedded(home, { fsync: 'off', max_connections: '400' });
  const template = new URL(database.url);
  template.pathname = '/template';
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  const { rows } = await admin.query<{ datname: string }>("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' OR datname = 'template'");
  for (const { datname } of rows) await admin.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await admin.query('CREATE DATABASE template');
  await admin.end();
  await migrate(template.href);
  process.env.TEST_DATABASE_URL = database.url;

  const { redis, url } = await startRedis();
  process.env.TEST_REDIS_URL = url;
  globalThis.racewayTestServers = { database, redis };
}

export async function stopServers(): Promise<void> {
  globalThis.racewayTestServers?.redis.kill();
  await globalThis.racewayTestServers?.database.stop();
}

/** A Redis that keeps nothing, on a free port. */
async function startRedis(): Promise<{ redis: ChildProcess; url: string }> {
  const port = await freePort();
  const redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
  redis.on('error', (error) => {
    throw new Error(`redis-server could not be started (${error.message}): the queue is tested on both backends; install it`);
  });
  const client = new Redis({ port, lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => {});
  await Promise.race([
    client.ping(),
    sleep(10_000, null, { ref: false }).then(() => {
      throw new Error(`redis-server gave no answer on port ${port} within 10 s`);
    }),
  ]);
  client.disconnect();
  return { redis, url: `redis://127.0.0.1:${port}` };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
