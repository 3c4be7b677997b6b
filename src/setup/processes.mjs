import { readFileSync } from 'node:fs';

/**
 * A process that can be told from a later one with the same id.
 * @typedef {{ pid: number, started: string }} ProcessId
 */

/**
 * @param {number} pid
 * @returns {ProcessId}
 */
export function identify(pid) {
  return { pid, started: startTime(pid) };
}

/**
 * Whether exactly this process still lives.
 * @param {ProcessId} id
 */
export function isAlive(id) {
  return isRunning(id.pid) && startTime(id.pid) === id.started;
}

/**
 * Whether any process has this id.
 * @param {number} pid
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * The start time in clock ticks since boot, where the system tells; elsewhere an empty string, and the id alone decides.
 * A zombie counts as gone.
 * @param {number} pid
 */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}
