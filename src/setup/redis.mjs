import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { install, installRefusal } from './apt.mjs';
import { exitCode, has } from './children.mjs';
import { call, follow } from './engine-api.mjs';
import { SetupError } from './steps.mjs';

/** @typedef {import('./steps.mjs').Log} Log */
/** @typedef {Pick<import('./prepare.mjs').Ready, 'address' | 'onLeave'>} Place */

const image = 'redis:8.2.1';

/**
 * Starts a Redis server for the tests alone: Debian's `redis-server`, or a container where that cannot be installed.
 * @param {Log} log
 * @param {Place} place
 * @returns {Promise<string>} its URL
 */
export async function startRedis(log, place) {
  const port = await freePort();
  if (!(await has('redis-server')) && !installRefusal()) await install(log, ['redis-server']);
  if (await has('redis-server')) startProgram(log, place, port);
  else await startContainer(log, place, port);
  const deadline = Date.now() + 30_000;
  while (!(await answersPing('127.0.0.1', port))) {
    if (Date.now() > deadline) throw new SetupError('The Redis server for the tests does not answer.');
    await sleep(50);
  }
  return `redis://127.0.0.1:${port}`;
}

/**
 * @param {Log} log
 * @param {Place} place
 * @param {number} port
 */
function startProgram(log, { onLeave }, port) {
  const folder = mkdtempSync(join(tmpdir(), 'raceway-redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--maxmemory-policy', 'noeviction'];
  // It ends with the other children; that it does not start shows in that it does not answer.
  exitCode('redis-server', args, { output: log.fd() }).catch(() => {});
  onLeave(async () => rmSync(folder, { recursive: true, force: true }));
}

/**
 * @param {Log} log
 * @param {Place} place
 * @param {number} port
 */
async function startContainer(log, { address, onLeave }, port) {
  await follow(address, '/images/create', { query: { fromImage: image } }, ({ status }) => log.write(`${status}\n`)).catch((error) => {
    throw new SetupError(
      `Missing: redis-server, for the tests of the queue; and ${image} cannot be pulled: ${error.message}`,
      'Install it: sudo apt-get install redis-server, or: brew install redis',
    );
  });
  const { Id } = await call(address, 'POST', '/containers/create', {
    json: {
      Image: image,
      Labels: { 'raceway.image': 'redis' },
      HostConfig: { AutoRemove: true, PortBindings: { '6379/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] } },
    },
  });
  onLeave(() => call(address, 'DELETE', `/containers/${Id}`, { query: { force: '1' } }));
  await call(address, 'POST', `/containers/${Id}/start`);
}

/** @returns {Promise<number>} a port that nobody listens on */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Whether a Redis server answers there. One that asks for a password answers, too.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function answersPing(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    /** @param {boolean} answer */
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => settle(/^(\+PONG|-NOAUTH)/.test(String(data))));
    socket.once('error', () => settle(false)).once('timeout', () => settle(false));
  });
}
