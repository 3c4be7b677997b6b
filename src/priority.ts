import { readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As a nice value: about ten times the weight of a process that has none. */
const first = -10;

/**
 * Lets a process for which people wait, and what it starts from now on, go first for a processor: compilers and the container engine beside
 * it keep every one busy. Where the system does not permit it (it takes root, or CAP_SYS_NICE), nothing changes.
 *
 * On Linux with autogroups (sched(7)) a nice value counts only within a session, which has one of its own. That is set only where the process
 * leads its session: else all that runs in somebody's terminal would go first.
 */
export function goFirst(pid = process.pid): void {
  try {
    setPriority(pid, first);
    if (sessionOf(pid) === pid) writeFileSync(`/proc/${pid}/autogroup`, String(first));
  } catch {
    // The system's own order, then.
  }
}

/** proc_pid_stat(5): the sixth field; the second, in parentheses, may hold anything. */
function sessionOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}
