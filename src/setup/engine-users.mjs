import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { localEngine } from './engine-address.mjs';
import { call } from './engine-api.mjs';
import { identify, isAlive } from './processes.mjs';

// Where no init system can start Docker, set-up starts `dockerd` itself. It is then a process of ours: every Raceway process
// that needs it signs in here, and the last one to leave ends it.
const folder = '/run/raceway/docker';
const engineFile = join(folder, 'engine.json');
const usersFolder = join(folder, 'users');
const signature = join(usersFolder, String(process.pid));

/** @typedef {import('./processes.mjs').ProcessId} ProcessId */

/**
 * Notes that this `dockerd` was started by us.
 * @param {number} pid
 */
export function adoptEngine(pid) {
  if (ownEngine()) return;
  mkdirSync(usersFolder, { recursive: true });
  writeFileSync(engineFile, JSON.stringify(identify(pid)));
}

/** Signs this process in as a user of the engine, if the engine is ours. */
export function acquireEngine() {
  if (!ownEngine()) return;
  mkdirSync(usersFolder, { recursive: true });
  writeFileSync(signature, JSON.stringify(identify(process.pid)));
}

/** Signs this process out. Ends the engine if it is ours, nobody else uses it and no container runs in it that is not Raceway's. */
export async function releaseEngine() {
  if (!existsSync(signature)) return;
  rmSync(signature, { force: true });
  const engine = ownEngine();
  if (!engine || hasUsers() || (await runsForeignContainers()) || hasUsers()) return;
  process.kill(engine.pid, 'SIGTERM');
  for (let waited = 0; isAlive(engine) && waited < 20_000; waited += 50) await sleep(50);
  if (!isAlive(engine)) rmSync(engineFile, { force: true });
}

/** @returns {ProcessId | undefined} the living `dockerd` that we started */
function ownEngine() {
  const engine = read(engineFile);
  return engine && isAlive(engine) ? engine : undefined;
}

function hasUsers() {
  for (const name of readdirSync(usersFolder)) {
    const user = read(join(usersFolder, name));
    if (user && isAlive(user)) return true;
    rmSync(join(usersFolder, name), { force: true });
  }
  return false;
}

async function runsForeignContainers() {
  try {
    /** @type {{ Labels: Record<string, string> }[]} */
    const containers = await call(localEngine, 'GET', '/containers/json');
    // Containers inherit the labels of their image.
    return containers.some(({ Labels }) => Labels['raceway.image'] === undefined);
  } catch (error) {
    // An engine that does not listen yet runs nothing; of one that does not answer nobody can tell.
    return !['ECONNREFUSED', 'ENOENT'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '');
  }
}

/** @param {string} path @returns {ProcessId | undefined} */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
