import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endGroup, watchChildren } from './children.mjs';
import { root } from './paths.mjs';
import { identify, isAlive } from './processes.mjs';

/** @typedef {import('./processes.mjs').ProcessId} ProcessId */
/** @typedef {{ owner: ProcessId, what: string, children: ProcessId[] }} Holder */

// The lock guards node_modules and dist, so it belongs to the checkout even when RACEWAY_HOME lies elsewhere.
const folder = join(root, '.raceway');
const path = join(folder, 'setup.lock');
const own = `${path}.${process.pid}`;

/**
 * Waits until this process is the only one that sets this checkout up.
 * @param {string} what the command, for whoever has to wait
 * @returns {Promise<() => void>} gives the lock back; calling it again does nothing
 */
export async function takeLock(what) {
  mkdirSync(folder, { recursive: true });
  /** @type {Holder} */
  const mine = { owner: identify(process.pid), what, children: [] };
  let told = false;
  while (!claim(mine)) {
    const text = read();
    if (text === undefined) continue;
    /** @type {Holder} */
    const holder = JSON.parse(text);
    if (!isAlive(holder.owner)) {
      takeAway(text, holder);
      continue;
    }
    if (!told) console.log(`  waiting for the set-up of ${holder.what} (process ${holder.owner.pid})`);
    told = true;
    await sleep(100);
  }
  watchChildren((children) => replace({ ...mine, children }));
  let held = true;
  return () => {
    watchChildren(() => {});
    if (held) rmSync(path, { force: true });
    held = false;
  };
}

/**
 * Linking a written file, rather than creating the lock and then writing it, never shows anybody half a lock.
 * @param {Holder} holder
 */
function claim(holder) {
  writeFileSync(own, JSON.stringify(holder));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** @param {Holder} holder */
function replace(holder) {
  writeFileSync(own, JSON.stringify(holder));
  renameSync(own, path);
}

function read() {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Removes the lock of a process that was killed, and ends what it left running: an orphaned `npm ci` would fight ours.
 * @param {string} text
 * @param {Holder} holder
 */
function takeAway(text, holder) {
  const stale = `${own}.stale`;
  try {
    renameSync(path, stale);
  } catch {
    return;
  }
  if (readFileSync(stale, 'utf8') === text) {
    for (const child of holder.children) {
      if (isAlive(child)) endGroup(child.pid, 'SIGKILL');
    }
  } else {
    // Somebody else took the stale lock over between our look and our move: this one is theirs.
    linkSync(stale, path);
  }
  rmSync(stale, { force: true });
}
