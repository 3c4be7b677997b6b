import type { Blocked, Frame, Lock, Submission } from '../schemas/submission.js';

/** The innermost frame that is not a library's. */
export function innermostShown(stack: Frame[]): Frame | undefined {
  return stack.find((frame) => frame.origin !== 'library');
}

/** The innermost frame in a file of the learner's. */
export function learnersFrame(stack: Frame[]): Frame | undefined {
  return stack.find((frame) => frame.origin === 'learner');
}

/** A function's name as its author knows it: `(*Cache).Get` is Get, and what it starts as a literal is a function in it. */
export function functionName({ function: name }: Frame): string {
  const literal = /^(.*?)\.func\d+/.exec(name);
  const whole = literal?.[1] ?? name.replace(/\.(deferwrap|gowrap)\d+$/, '');
  const own = whole.slice(whole.lastIndexOf('.') + 1);
  return literal ? `a function in ${own}` : own;
}

/** `cache.go:34` */
export function placeOf({ file, line }: Frame): string {
  return `${file}:${line}`;
}

/** `Get (cache.go:34)`; hidden tests go by the name of the test alone. */
export function describeFrame(frame: Frame): string {
  if (frame.origin === 'hidden_test') return frame.function.startsWith('Test') ? `${frame.function} (hidden test)` : 'a hidden test';
  return frame.file === null ? frame.function : `${functionName(frame)} (${placeOf(frame)})`;
}

/** Where a goroutine comes from, in few words: its `go` statement, else the function that it began with. */
export function originOf(createdBy: Frame | null | undefined, stack: Frame[]): string {
  if (createdBy) return createdBy.file === null ? `started in ${describeFrame(createdBy)}` : `started at ${placeOf(createdBy)}`;
  const outermost = stack.findLast((frame) => frame.origin !== 'library');
  return outermost ? `in ${describeFrame(outermost)}` : '';
}

/** `mu for reading` */
export function lockName({ name, mode }: Lock): string {
  return mode === 'read' ? `${name} for reading` : name;
}

/** What a goroutine waits for, with the name of it where that is known: `sending on results`. */
export function waitName({ waitsFor, on }: Pick<Blocked, 'waitsFor' | 'on'>): string | null {
  if (waitsFor === null || on === null) return waitsFor;
  return waitsFor.replace(/an? (nil )?(channel|mutex|WaitGroup|condition variable)/, `$1${on}`);
}

/** The learner's line that a frame is at, as it is written; null when it is not the learner's. */
export function sourceLine({ files }: Pick<Submission, 'files'>, { origin, file, line }: Frame): string | null {
  if (origin !== 'learner' || file === null || line === null) return null;
  return files[file]?.split('\n')[line - 1] ?? null;
}

/** Two things that are the same, or a number of them: `1 run`, `3 runs`. */
export function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
