import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './children.mjs';
import { SetupError } from './steps.mjs';

/** @returns {Record<string, string>} /etc/os-release, empty where there is none */
function osRelease() {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').matchAll(/^(\w+)="?([^"\n]*)"?$/gm);
    return Object.fromEntries([...lines].map(([, key, value]) => [key, value]));
  } catch {
    return {};
  }
}

/** @returns {'debian' | 'ubuntu' | 'fedora' | 'macos' | 'other'} */
export function system() {
  if (process.platform === 'darwin') return 'macos';
  const { ID = '', ID_LIKE = '' } = osRelease();
  const names = [ID, ...ID_LIKE.split(' ')];
  if (names.includes('ubuntu')) return 'ubuntu';
  if (names.includes('debian')) return 'debian';
  if (names.includes('fedora') || names.includes('rhel')) return 'fedora';
  return 'other';
}

const hasApt = () => ['debian', 'ubuntu'].includes(system());

/**
 * Why packages cannot be installed by us, or undefined when they can.
 * @returns {string | undefined}
 */
export function installRefusal() {
  if (process.env.RACEWAY_INSTALL === 'never') return 'RACEWAY_INSTALL=never forbids installing it';
  if (!hasApt()) return 'set-up installs packages on Debian and Ubuntu only';
  if (process.getuid?.() !== 0) return 'installing it needs root';
  return undefined;
}

/**
 * Installs Debian packages. Mends an installation that was cut short first, and waits for another apt to finish.
 * @param {import('./steps.mjs').Log} log
 * @param {string[]} packages
 * @throws {SetupError} when it may not, or could not
 */
export async function install(log, packages) {
  const refusal = installRefusal();
  const byHand = `apt-get install -y ${packages.join(' ')}`;
  if (refusal) {
    throw new SetupError(`Missing: ${packages.join(', ')}; ${refusal}.`, hasApt() ? `Install it: sudo ${byHand}` : undefined);
  }
  const advice = `Check the network and the apt sources, or install by hand: ${byHand}`;
  const installing = ['install', '-y', '--no-install-recommends', ...packages];
  await apt(log, ['update'], advice);
  try {
    await apt(log, installing, advice);
  } catch {
    // An installation that was cut short leaves packages unpacked and unconfigured, and apt refuses to go on.
    await run(log, 'dpkg', ['--configure', '-a'], { env: quiet });
    await apt(log, installing, advice);
  }
}

const quiet = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };

/**
 * Runs apt-get, waiting up to five minutes for another one to finish.
 * @param {import('./steps.mjs').Log} log
 * @param {string[]} args
 * @param {string} advice
 */
async function apt(log, args, advice) {
  const deadline = Date.now() + 300_000;
  for (;;) {
    const before = log.text().length;
    try {
      return await run(log, 'apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', ...args], { env: quiet, advice });
    } catch (error) {
      // The lock of the package lists is one that apt-get does not wait for by itself.
      const locked = log.text().slice(before).includes('Could not get lock');
      if (!locked || Date.now() > deadline) throw error;
      await sleep(2000);
    }
  }
}
