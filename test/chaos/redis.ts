import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { eventually } from '../support/eventually.js';
import { freePort } from './free-port.js';

/** A Redis server that can be killed. */
export interface OwnRedis {
  url: string;
  /** @param forgets whether it comes back without its data. */
  kill(downMs: number, forgets: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `redis-server`, with a log of its changes as one for production has. @param folder of its own, for its data. */
export async function startRedis(folder: string): Promise<OwnRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const data = path.join(folder, 'redis');
  let server = await start();

  async function start(): Promise<ChildProcess> {
    mkdirSync(data, { recursive: true });
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', data, '--save', '', '--appendonly', 'yes'];
    const child = spawn('redis-server', [...args, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    const failed = once(child, 'error').then(([error]: Error[]) => {
      throw new Error(`redis-server does not start: ${error?.message}. Install it: apt-get install redis-server`);
    });
    await Promise.race([failed, eventually('Redis answers', () => answers(url), 30)]);
    return child;
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  }

  return {
    url,
    kill: async (downMs, forgets) => {
      await end('SIGKILL');
      if (forgets) rmSync(data, { recursive: true });
      await sleep(downMs);
      server = await start();
    },
    stop: () => end('SIGTERM'),
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => {});
  return client
    .connect()
    .then(() => client.ping())
    .then(
      () => true,
      () => false,
    )
    .finally(() => client.disconnect());
}
