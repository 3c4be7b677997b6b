import type { Run } from '../schemas/sandbox.js';
import type { Panic } from '../schemas/submission.js';
import { crashOf } from './crash.js';
import { parseDump } from './dump.js';
import type { FrameReader } from './frames.js';
import { maxFrames } from './goroutines.js';

const maxValue = 300;

// What the runtime and the standard library say themselves (go1.27: runtime/error.go, runtime/chan.go, runtime/map.go, sync, testing).
const standard =
  /^(runtime error: |runtime: |sync: |send on closed channel|close of (closed|nil) channel|assignment to entry in nil map|stack overflow|interface conversion: |all goroutines |test executed panic\(nil\) or runtime\.Goexit|deadlock: )/;

/**
 * The panic or fatal error that ended a run, or null. What was panicked with is kept back where it may be a hidden test's: when that
 * panicked itself, or when a value reached the learner's `panic` from it. The runtime's words and the learner's own are shown.
 * @param hidden whether the test under way is a hidden one.
 */
export function panicOf(run: Run, hidden: boolean, files: Record<string, string>, readFrame: FrameReader): Panic | null {
  const crash = crashOf(run);
  if (!crash) return null;
  const crashed = parseDump(crash.dump, readFrame)[0];
  const stack = crashed?.stack.slice(0, maxFrames) ?? [];
  const theirs = stack[0]?.origin === 'hidden_test' || stack[0]?.origin === 'given';
  const own = (text: string) => text !== '' && Object.values(files).some((source) => source.includes(text));
  const mayBeShown = !theirs && (!hidden || standard.test(crash.text) || own(crash.text));
  const value = `${crash.kind}: ${crash.text.replace(/0x[0-9a-f]{6,}/g, '0x…')}`;
  return {
    value: mayBeShown ? (value.length > maxValue ? `${value.slice(0, maxValue)}…` : value) : null,
    stack,
    createdBy: crashed?.createdBy ?? null,
  };
}
