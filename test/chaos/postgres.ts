import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbedded } from '../../src/database/embedded.js';
import { databaseUser, placeDatabase } from '../../src/database/placement.js';
import { eventually } from '../support/eventually.js';

/** A PostgreSQL server that can be killed, and comes back at the same port. */
export interface OwnPostgres {
  url: string;
  kill(downMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** @param folder of its own, for its data. */
export async function startPostgres(folder: string): Promise<OwnPostgres> {
  const home = path.join(folder, 'database');
  // The kernel keeps what a killed process has written: without fsync nothing is lost but by a power cut.
  let database = await startEmbedded(home, { fsync: 'off' });
  const { url } = database;
  const { cluster } = placeDatabase(home, databaseUser());

  return {
    url,
    kill: async (downMs) => {
      process.kill(postmaster(cluster) ?? 0, 'SIGKILL');
      await sleep(downMs);
      await eventually('PostgreSQL answers again', () => startAgain(cluster, home, url), 60);
      database = await startEmbedded(home);
    },
    stop: () => database.stop(),
  };
}

function postmaster(cluster: string): number | null {
  const file = path.join(cluster, 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

/** Starts it with the same arguments as before, which it notes itself. It refuses until the last child of the killed one has ended. */
async function startAgain(cluster: string, home: string, url: string): Promise<boolean> {
  const [program = '', ...args] = readFileSync(path.join(cluster, 'postmaster.opts'), 'utf8')
    .trim()
    .split(/ "|" "|"$/);
  const { uid, gid } = statSync(cluster);
  const log = openSync(path.join(home, 'logs', 'postgres.log'), 'a');
  const child = spawn(program, args.filter(Boolean), { uid, gid, cwd: cluster, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  while (!ended) {
    if (await answers(url)) return true;
    await sleep(50);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  return client
    .connect()
    .then(() => client.query('SELECT 1'))
    .then(
      () => true,
      () => false,
    )
    .finally(() => client.end().catch(() => {}));
}
