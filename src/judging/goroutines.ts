import type { Run } from '../schemas/sandbox.js';
import type { Blocked } from '../schemas/submission.js';
import { crashOf } from './crash.js';
import { type Goroutine, parseDump, waitsFor } from './dump.js';
import type { Fault } from './evidence.js';
import type { FrameReader } from './frames.js';

/** Those of a dump are many, at most, and alike; a learner reads a few. */
const maxGroups = 20;
/** Of a stack that is deeper, as in a recursion without end, the innermost frames are kept. */
export const maxFrames = 20;

/** Who was blocked (or running, at the time limit) in the run that shows the fault; equal ones counted, those of the learner first. */
export function goroutinesOf(run: Run, fault: Fault, readFrame: FrameReader): Blocked[] {
  const wanted = fault === 'time_limit_exceeded' ? isRunning : isBlocked;
  const leaked = run.results.map((result) => result.leaked).filter((dump) => dump !== '');
  const ending = run.stuck?.goroutines ?? crashOf(run)?.dump ?? '';
  // A leak may be seen when a test is over, and as the panic of a bubble's end.
  const dump = fault === 'goroutine_leak' ? [...leaked, ending].join('\n\n') : ending;
  const found = parseDump(dump, readFrame).filter((goroutine) => wanted(goroutine, fault));
  const groups = new Map<string, Blocked>();
  for (const goroutine of found) {
    const { createdBy } = goroutine;
    const stack = goroutine.stack.slice(0, maxFrames);
    const blocked = { waitsFor: waitsFor(goroutine), on: null, locks: [], stack, createdBy };
    const key = JSON.stringify(blocked);
    const known = groups.get(key);
    if (known) known.count++;
    else groups.set(key, { count: 1, ...blocked });
  }
  const all = [...groups.values()];
  return [...all.filter(isLearners), ...all.filter((blocked) => !isLearners(blocked))].slice(0, maxGroups);
}

/** In a state that is none of the language's waits, the runtime works for the goroutine, as in a runtime.GC. */
function isRunning(goroutine: Goroutine): boolean {
  const waits = waitsFor(goroutine) !== null || goroutine.state.startsWith('synctest.');
  return !waits && isLearners(goroutine);
}

/** What only waits for its bubble, or sleeps, is blocked by nobody; left behind are only goroutines that the learner started. */
function isBlocked(goroutine: Goroutine, fault: Fault): boolean {
  const waits = goroutine.state !== 'sleep' && goroutine.state !== 'synctest.Run' && waitsFor(goroutine) !== null;
  const machinery = goroutine.functions[0]?.startsWith('testing') ?? true;
  if (!waits || machinery) return false;
  return fault === 'goroutine_leak'
    ? [...goroutine.stack, goroutine.createdBy].some((f) => f?.origin === 'learner')
    : goroutine.stack.length > 0;
}

function isLearners({ stack }: Pick<Blocked, 'stack'>): boolean {
  return stack.some((frame) => frame.origin === 'learner');
}
