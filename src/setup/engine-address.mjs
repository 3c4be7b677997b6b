import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where an engine of this machine listens by default. */
export const localEngine = 'unix:///var/run/docker.sock';

/**
 * Where a Docker engine may listen, as in `DOCKER_HOST`, the likeliest first: what the user chose, else the usual sockets of
 * Docker Engine, Docker Desktop, rootless Docker, Colima, Rancher Desktop and OrbStack.
 * @returns {string[]}
 */
export function engineAddresses() {
  const chosen = process.env.DOCKER_HOST || contextAddress();
  if (chosen) return [chosen];
  const runtime = process.env.XDG_RUNTIME_DIR;
  const user = homedir();
  const sockets = [
    new URL(localEngine).pathname,
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    ...[
      '.docker/run/docker.sock',
      '.docker/desktop/docker.sock',
      '.colima/default/docker.sock',
      '.rd/docker.sock',
      '.orbstack/run/docker.sock',
    ].map((path) => join(user, path)),
  ];
  return sockets.filter((path) => existsSync(path)).map((path) => `unix://${path}`);
}

/** @returns {string | undefined} a socket of an engine that this user may not use */
export function forbiddenSocket() {
  const sockets = engineAddresses().filter((address) => address.startsWith('unix://'));
  return sockets.map((address) => new URL(address).pathname).find((path) => existsSync(path) && !isUsable(path));
}

/** @param {string} path */
function isUsable(path) {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The address of the context that `docker context use` selected, undefined for the default one. */
function contextAddress() {
  const folder = process.env.DOCKER_CONFIG || join(homedir(), '.docker');
  const name = process.env.DOCKER_CONTEXT || readJson(join(folder, 'config.json'))?.currentContext;
  if (!name || name === 'default') return undefined;
  const id = createHash('sha256').update(name).digest('hex');
  return readJson(join(folder, 'contexts', 'meta', id, 'meta.json'))?.Endpoints?.docker?.Host;
}

/**
 * @param {string} path
 * @returns {{ currentContext?: string, Endpoints?: { docker?: { Host?: string } } } | undefined}
 */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
