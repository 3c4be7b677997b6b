import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { install, installRefusal, system } from './apt.mjs';
import { exitCode, has } from './children.mjs';
import { engineAddresses, forbiddenSocket, localEngine } from './engine-address.mjs';
import { call } from './engine-api.mjs';
import { acquireEngine, adoptEngine } from './engine-users.mjs';
import { logs } from './paths.mjs';
import { SetupError } from './steps.mjs';

/** @typedef {{ address: string, version: string }} Engine */

/**
 * The engine that answers.
 * @returns {Promise<Engine | undefined>}
 */
export async function findEngine() {
  for (const address of engineAddresses()) {
    const engine = await tryEngine(address);
    if (engine) return engine;
  }
  return undefined;
}

/**
 * @param {string} address
 * @returns {Promise<Engine | undefined>}
 */
async function tryEngine(address) {
  try {
    const { Version } = await call(address, 'GET', '/version', { signal: AbortSignal.timeout(5000) });
    return { address, version: Version };
  } catch {
    return undefined;
  }
}

/**
 * The engine that answers; else, as root on Debian or Ubuntu, one installed and started.
 * @param {import('./steps.mjs').Log} log
 * @returns {Promise<Engine>}
 * @throws {SetupError} when there is none to be had
 */
export async function provideEngine(log) {
  const engine = (await findEngine()) ?? (await startEngine(log));
  acquireEngine();
  return engine;
}

/**
 * @param {import('./steps.mjs').Log} log
 * @returns {Promise<Engine>}
 */
async function startEngine(log) {
  const forbidden = forbiddenSocket();
  const refusal = installRefusal();
  if (process.env.DOCKER_HOST || forbidden || refusal) {
    const reason = process.env.DOCKER_HOST || forbidden ? '' : `, and ${refusal}`;
    throw new SetupError(`No Docker engine answers${reason}.`, howToGetDocker());
  }
  if (!(await has('dockerd'))) await install(log, ['docker.io']);
  const engine = (await startService(log)) ?? (await spawnEngine());
  if (engine) return engine;
  throw new SetupError('Docker is installed, but its engine does not start.', `Its log: ${engineLog}`);
}

/**
 * Starts Docker as a service of the system.
 * @param {import('./steps.mjs').Log} log
 */
async function startService(log) {
  const command = existsSync('/run/systemd/system') ? ['systemctl', 'start', 'docker'] : ['service', 'docker', 'start'];
  const code = await exitCode('sh', ['-c', '"$@"', 'sh', ...command], { output: log.fd() });
  // A service that failed to start is not waited for: on a machine without an init system that is the ordinary case.
  return code === 0 ? waitForEngine(10_000) : undefined;
}

const engineLog = join(logs, 'dockerd.log');

/** Starts `dockerd` as a process of ours that outlives this one only while another Raceway process uses it. */
async function spawnEngine() {
  const output = openSync(engineLog, 'w');
  const child = spawn('dockerd', [], { cwd: '/', detached: true, stdio: ['ignore', output, output] });
  child.unref();
  const started = await new Promise((resolve) => child.once('spawn', () => resolve(true)).once('error', () => resolve(false)));
  if (!started || child.pid === undefined) return undefined;
  adoptEngine(child.pid);
  acquireEngine();
  return waitForEngine(60_000, () => child.exitCode !== null);
}

/**
 * @param {number} patience in milliseconds
 * @param {() => boolean} [hopeless]
 */
async function waitForEngine(patience, hopeless = () => false) {
  const deadline = Date.now() + patience;
  for (;;) {
    const engine = await tryEngine(localEngine);
    if (engine || hopeless() || Date.now() > deadline) return engine;
    await sleep(100);
  }
}

/** @returns {string} how a person gets an engine that answers, here */
export function howToGetDocker() {
  if (process.env.DOCKER_HOST) {
    return `DOCKER_HOST=${process.env.DOCKER_HOST}: start that engine, correct the address, or unset it to let set-up look for one.`;
  }
  const letIn = 'Let yourself in:  sudo usermod -aG docker "$USER", then log in again';
  const forbidden = forbiddenSocket();
  if (forbidden) return `There is one at ${forbidden}, which you may not use.\n${letIn}`;
  const start = 'Start it:         sudo systemctl start docker   (without systemd: sudo service docker start)';
  switch (system()) {
    case 'debian':
    case 'ubuntu':
      return ['Install it:       sudo apt-get install docker.io', start, letIn].join('\n');
    case 'fedora':
      return ['Install it:       sudo dnf install moby-engine', start, letIn].join('\n');
    case 'macos':
      return 'Install Docker Desktop, OrbStack or Colima (`brew install colima docker && colima start`) and start it.';
    default:
      return 'Install Docker Engine 20.10 or later (https://docs.docker.com/engine/install/), start it, or set DOCKER_HOST.';
  }
}
