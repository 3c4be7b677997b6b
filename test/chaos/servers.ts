import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { type EmbeddedDatabase, startEmbedded } from '../../src/database/embedded.js';
import { eventually } from '../support/eventually.js';
import { freePort, isAlive } from '../support/processes.js';

/** A server that can be killed and comes back at the same address. */
export interface Mortal {
  url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it in peace. */
  stop(): Promise<void>;
}

export async function startDatabase(home: string): Promise<Mortal> {
  mkdirSync(home, { recursive: true });
  const settings = { port: String(await freePort()) };
  let running: EmbeddedDatabase = await startEmbedded(home, settings);
  return {
    url: running.url,
    kill: async () => {
      const pid = running.pid;
      process.kill(pid, 'SIGKILL');
      await eventually('PostgreSQL has gone', async () => !isAlive(pid));
    },
    start: async () => {
      // Its processes need a moment to notice that their parent has gone; until then they hold the shared memory.
      running = await eventually('PostgreSQL is back', () => startEmbedded(home, settings).catch(() => null));
    },
    stop: () => running.stop(),
  };
}

/** Redis with its data on disk, so that it comes back with what it had; `forget` lets it come back empty. */
export async function startRedis(home: string): Promise<Mortal & { forget(): void }> {
  mkdirSync(home, { recursive: true });
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess;
  const server = {
    url,
    kill: () => ended(child, 'SIGKILL'),
    start: async () => {
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', home, '--save', '', '--appendonly', 'yes'];
      child = spawn('redis-server', args, { stdio: 'ignore' });
      child.once('error', (error) => {
        throw new Error(`redis-server is needed: ${error.message}`);
      });
      await eventually('Redis is up', async () => {
        const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
        client.on('error', () => {});
        try {
          await client.connect();
          return (await client.ping()) === 'PONG';
        } catch {
          return false;
        } finally {
          client.disconnect();
        }
      });
    },
    stop: () => ended(child, 'SIGTERM'),
    forget: () => rmSync(path.join(home, 'appendonlydir'), { recursive: true, force: true }),
  };
  await server.start();
  return server;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
