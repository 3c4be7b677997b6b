import type { Run } from '../schemas/sandbox.js';

/** How the Go runtime said that it ended the process. */
export interface Crash {
  kind: 'panic' | 'fatal error';
  /** What follows the kind, without the runtime's remarks. */
  text: string;
  /** The dump of all goroutines; the first is the one that crashed. */
  dump: string;
}

// Further lines of a panic's text are indented by the runtime (go1.27: runtime/error.go, printindented), so no text can begin a crash.
const crashHead = /^(panic|fatal error): (.*(?:\n(?:\t.*|\[signal .*))*)\n\n(?=goroutine \d+ |runtime stack:)/gm;
/** The status that the runtime leaves with after a panic or a fatal error. */
const exitCrash = 2;

/**
 * The crash that ended a run; null when it ended otherwise. Only the last one that stands in stderr counts: nothing is printed after a
 * real one, while a program can print what looks like one at any time before.
 */
export function crashOf(run: Pick<Run, 'stderr' | 'exitCode' | 'killedFor' | 'complete'>): Crash | null {
  if (run.complete || run.exitCode !== exitCrash || run.killedFor !== null) return null;
  const last = [...run.stderr.matchAll(crashHead)].at(-1);
  if (!last) return null;
  const text = (last[2] ?? '')
    .replace(/ \[recovered[^\]]*\]/g, '')
    .replace(/\n\[signal .*/g, '')
    .replace(/\n\t/g, '\n');
  return { kind: last[1] === 'panic' ? 'panic' : 'fatal error', text, dump: run.stderr.slice(last.index + last[0].length) };
}

/**
 * Whether the crash is a panic of synctest itself, and not of somebody who uses its words: what panicked first, the last `panic` on the
 * stack of the goroutine that crashed, is synctest.
 */
export function isFromSynctest({ kind, dump }: Crash): boolean {
  const first = dump.slice(0, dump.search(/\n\n|$(?![\s\S])/)).split('\n');
  const panicked = first.findLastIndex((line) => line.startsWith('panic('));
  return kind === 'panic' && panicked >= 0 && (first[panicked + 2]?.startsWith('internal/synctest.') ?? false);
}

/** Output without the dump of a crash that ends it, which holds machinery, addresses and perhaps stacks of hidden tests. */
export function withoutDump(output: string): string {
  const last = [...output.matchAll(crashHead)].at(-1);
  const kept = last ? output.slice(0, last.index + last[0].length).trimEnd() : output;
  return last ? `${kept.replace(/^runtime: sp=.*\n/gm, '')}\n` : kept;
}
