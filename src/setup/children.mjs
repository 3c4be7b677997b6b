import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';
import { identify } from './processes.mjs';
import { SetupError } from './steps.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();

/** @type {(children: import('./processes.mjs').ProcessId[]) => void} */
let onChange = () => {};

/**
 * Calls `listener` with the living children whenever one starts or ends.
 * @param {typeof onChange} listener
 */
export function watchChildren(listener) {
  onChange = listener;
}

function report() {
  onChange([...running].flatMap((child) => (child.pid === undefined ? [] : [identify(child.pid)])));
}

/**
 * Runs a program to its end, in a process group of its own so that it can be ended with everything that it started.
 * @param {string} command
 * @param {string[]} args
 * @param {{ output: number | 'inherit', env?: Record<string, string> }} options
 *   `output`: a log's file descriptor, or this process's own output
 * @returns {Promise<number>} the exit code; 128 plus the number of the signal that ended it
 * @throws {SetupError} when it cannot be started, and once `endChildren` was called: whatever would come next must not
 */
export function exitCode(command, args, { output, env = {} }) {
  return new Promise((resolve, reject) => {
    if (ending) throw interruption();
    const child = spawn(command, args, {
      cwd: root,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
    });
    running.add(child);
    report();
    const forget = () => {
      running.delete(child);
      report();
    };
    child.once('error', (error) => {
      forget();
      reject(new SetupError(`${command} could not be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      forget();
      if (ending) reject(interruption());
      else resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * Runs a program with its output in the step's log.
 * @param {import('./steps.mjs').Log} log
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, advice?: string }} [options]
 * @throws {SetupError} when it does not exit with 0
 */
export async function run(log, command, args, { env = {}, advice } = {}) {
  const code = await exitCode(command, args, { output: log.fd(), env: { NO_COLOR: '1', ...env } });
  if (code !== 0) throw new SetupError(`${[command, ...args].join(' ')} ended with code ${code}.`, advice);
}

/**
 * Whether a program of this name can be run.
 * @param {string} command
 */
export function has(command) {
  return exitCode('sh', ['-c', 'command -v "$0" >/dev/null 2>&1', command], { output: 'inherit' }).then((code) => code === 0);
}

const interruption = () => new SetupError('Interrupted.');

let ending = false;

/** Ends every child with its group, asked first, forced after two seconds; lets no other start from now on. */
export async function endChildren() {
  ending = true;
  const ended = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
  signalAll('SIGTERM');
  const force = setTimeout(() => signalAll('SIGKILL'), 2000);
  await Promise.all(ended);
  clearTimeout(force);
}

/** @param {NodeJS.Signals} signal */
function signalAll(signal) {
  for (const child of running) {
    if (child.pid !== undefined) endGroup(child.pid, signal);
  }
}

/**
 * @param {number} leader the process that the group is named after
 * @param {NodeJS.Signals} signal
 */
export function endGroup(leader, signal) {
  try {
    process.kill(-leader, signal);
  } catch {
    // It has ended by itself.
  }
}
