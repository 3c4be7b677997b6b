import { constants } from 'node:os';
import { endChildren } from './children.mjs';
import { provideEngine } from './docker.mjs';
import { releaseEngine } from './engine-users.mjs';
import { imageNames, provideImages } from './images.mjs';
import { takeLock } from './lock.mjs';
import { build, checkNode, generateClient, installModules } from './node.mjs';
import { StepFailed, silenceSteps, step } from './steps.mjs';

/**
 * What the work after set-up gets.
 * @typedef {object} Ready
 * @property {string} address the Docker engine's, as in `DOCKER_HOST`
 * @property {import('./images.mjs').Images} images
 * @property {(undo: () => Promise<unknown>) => void} onLeave has something undone at the end, also after a signal
 * @property {() => void} handOverSignals leaves SIGINT and SIGTERM to the caller
 */

/**
 * Sets up whatever is missing, then calls `use`, and gives everything back. Ends the process with the exit code: 1 when a step
 * failed, 130 or 143 after a signal.
 * @param {string} what the command, for a second set-up that has to wait for this one
 * @param {(ready: Ready) => Promise<number>} use gives back the exit code
 */
export async function prepared(what, use) {
  let unlock = () => {};
  /** @type {(() => Promise<unknown>)[]} */
  const undone = [];
  const leave = async () => {
    await endChildren();
    unlock();
    for (const undo of undone) await undo().catch(() => {});
    await releaseEngine();
  };
  /** @type {Promise<never> | undefined} */
  let leaving;
  /** @param {NodeJS.Signals} signal */
  const interrupt = (signal) => {
    // A terminal's Ctrl-C comes twice: from the terminal, and passed on by npm.
    leaving ??= interrupted(what, leave, 128 + constants.signals[signal]);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const begun = performance.now();
  try {
    await step('Node', 'node', async () => checkNode());
    unlock = await takeLock(what);
    // The two lanes need nothing of each other, and the first set-up is long.
    const [address] = await Promise.all([prepareSandbox(), prepareCode()]);
    console.log(`  set up in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    unlock();
    process.exitCode = await use({
      address,
      images: imageNames(),
      onLeave: (undo) => undone.push(undo),
      handOverSignals: () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
    });
  } catch (error) {
    if (leaving) await leaving;
    silenceSteps();
    if (!(error instanceof StepFailed)) console.error(error);
    process.exitCode = 1;
  }
  await leave();
  process.exit();
}

async function prepareCode() {
  await step('node_modules', 'node_modules', installModules);
  await step('Prisma client', 'prisma', generateClient);
  await step('build', 'build', build);
}

async function prepareSandbox() {
  let address = '';
  await step('Docker engine', 'docker', async (log) => {
    const engine = await provideEngine(log);
    address = engine.address;
    return `${engine.version} at ${address}`;
  });
  // The Docker client of the server reads this, too.
  process.env.DOCKER_HOST = address;
  await step('sandbox images', 'images', (log) => provideImages(log, address));
  return address;
}

/**
 * @param {string} what
 * @param {() => Promise<void>} leave
 * @param {number} code
 * @returns {Promise<never>}
 */
async function interrupted(what, leave, code) {
  silenceSteps();
  console.error(`\n  ${what}: interrupted`);
  await leave();
  process.exit(code);
}
