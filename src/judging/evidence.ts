import type { Run } from '../schemas/sandbox.js';
import type { TestStatus } from '../schemas/submission.js';
import { crashOf, isFromSynctest } from './crash.js';

export type Fault = Exclude<TestStatus, 'passed' | 'not_run'>;

/**
 * Which fault names a judgement in which several were seen; earlier wins. A race comes before what it may have caused (a wrong
 * answer, a panic); what ended the process against its will comes before what the tests said.
 */
export const precedence: readonly Fault[] = [
  'output_limit_exceeded',
  'data_race',
  'memory_limit_exceeded',
  'deadlock',
  'time_limit_exceeded',
  'goroutine_leak',
  'run_time_error',
  'failed',
];

/** Every fault that one run shows, and the test it belongs to (null: none in particular). */
export function faultsOf(run: Run): { test: string | null; fault: Fault }[] {
  const found: { test: string | null; fault: Fault }[] = [];
  for (const result of run.results) {
    if (result.status === 'failed' || result.status === 'skipped') found.push({ test: result.name, fault: 'failed' });
  }
  for (const result of run.results) {
    if (result.leaked !== '') found.push({ test: result.name, fault: 'goroutine_leak' });
  }
  const ending = endingOf(run);
  if (ending) found.push({ test: unfinishedTest(run), fault: ending });
  return found;
}

/** The test that was under way when the run ended. */
export function unfinishedTest(run: Run): string | null {
  return run.stuck?.test || (run.results.find((result) => result.status === 'unfinished')?.name ?? null);
}

/**
 * Why the process ended otherwise than by finishing its tests; null when it did finish them. In order of the evidence's strength: what
 * runner, kernel, race detector and harness say on channels of their own comes first. Of stderr, which the program writes too, only the
 * runtime's own last words count.
 */
function endingOf(run: Run): Fault | null {
  if (run.killedFor === 'output') return 'output_limit_exceeded';
  if (run.raceLog.includes('WARNING: DATA RACE')) return 'data_race';
  if (run.complete) return run.raceLog === '' ? null : 'run_time_error';
  const crash = crashOf(run);
  const fatal = crash?.kind === 'fatal error' ? crash.text : '';
  if (fatal.startsWith('concurrent map ')) return 'data_race';
  if (run.outOfMemory || outOfMemory.test(fatal)) return 'memory_limit_exceeded';
  if (run.stuck?.kind === 'deadlock' || fatal.startsWith('all goroutines are asleep')) return 'deadlock';
  if (run.stuck?.kind === 'busy' || run.killedFor === 'time') return 'time_limit_exceeded';
  if (crash && isFromSynctest(crash)) {
    if (crash.text.startsWith('deadlock: all goroutines in bubble are blocked')) return 'deadlock';
    if (crash.text.startsWith('deadlock: main bubble goroutine has exited')) return 'goroutine_leak';
  }
  // Every other way out before the tests were through is the program's own: a panic, a fatal error, an exit, a signal it got itself.
  return 'run_time_error';
}

// The runtime's own words (go1.27: runtime/malloc.go, runtime/mem_linux.go).
const outOfMemory = /^(runtime: )?(out of memory|cannot allocate memory)/;
