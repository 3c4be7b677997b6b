import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join, relative } from 'node:path';
import { logs } from './paths.mjs';

/** Something that the person at the keyboard can mend; `advice` says how. */
export class SetupError extends Error {
  /**
   * @param {string} message what is wrong
   * @param {string} [advice] what to do about it
   */
  constructor(message, advice) {
    super(message);
    this.advice = advice;
  }
}

/** A step whose failure has been printed already. */
export class StepFailed extends Error {}

/**
 * A step's log, opened when something is first written to it, so that a step with nothing to do leaves the last log in place.
 * @typedef {{ fd: () => number, write: (text: string) => void, text: () => string }} Log
 */

let silent = false;

/** Says nothing more: what fails from now on fails because set-up is being interrupted. */
export function silenceSteps() {
  silent = true;
}

/**
 * Runs one step and prints its name, how long it took and where its log is.
 * @param {string} name what is shown
 * @param {string} logName the log's file name, without its ending
 * @param {(log: Log) => Promise<string | undefined>} work gives back a few words to show, such as `up to date`
 * @throws {StepFailed} when the work failed; the reason, the end of the log and the advice are on stderr by then
 */
export async function step(name, logName, work) {
  const path = join(logs, `${logName}.log`);
  /** @type {number | undefined} */
  let fd;
  /** @type {Log} */
  const log = {
    fd: () => {
      if (fd === undefined) {
        mkdirSync(logs, { recursive: true });
        fd = openSync(path, 'w');
      }
      return fd;
    },
    write: (text) => writeSync(log.fd(), text),
    text: () => (fd === undefined ? '' : readFileSync(path, 'utf8')),
  };
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`.padStart(8);
  const where = () => (fd === undefined ? '' : `  log: ${relative(process.cwd(), path)}`);
  try {
    const words = await work(log);
    console.log(`✓ ${name.padEnd(17)}${seconds()}  ${words ?? 'done'}${where()}`);
  } catch (error) {
    if (silent) throw new StepFailed(name);
    console.error(`✗ ${name.padEnd(17)}${seconds()}  failed${where()}`);
    explain(error, log.text());
    throw new StepFailed(name, { cause: error });
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/**
 * @param {unknown} error
 * @param {string} log its text so far
 */
function explain(error, log) {
  const lines = log.trimEnd().split('\n').slice(-40);
  if (log) console.error(lines.map((line) => `    | ${line}`).join('\n'));
  if (!(error instanceof SetupError)) {
    console.error(error);
    return;
  }
  console.error(`  ${error.message}`);
  if (error.advice) console.error(`  ${error.advice.replaceAll('\n', '\n  ')}`);
}
