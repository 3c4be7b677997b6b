import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes this process the only server of a data folder, whose embedded database it owns; what a dead process held is taken over.
 * @returns how to let it go. @throws when a living process holds it.
 */
export function holdHome(home: string): () => Promise<void> {
  const file = path.join(home, 'server.pid');
  const holder = holderOf(file);
  if (holder !== null)
    throw new Error(`another Raceway (pid ${holder}) serves from ${home}: stop it, or set RACEWAY_HOME to another folder`);
  const fd = openSync(file, 'w', 0o644);
  writeSync(fd, `${process.pid}\n`);
  closeSync(fd);
  return async () => rmSync(file, { force: true });
}

/** The living process, other than this one, that serves from a data folder; null when there is none. */
export function serverOf(home: string): number | null {
  return holderOf(path.join(home, 'server.pid'));
}

function holderOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!(pid > 0) || pid === process.pid) return null;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? Number(readFileSync(file, 'utf8')) : null;
  }
}
