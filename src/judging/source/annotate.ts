import { operationOf } from '../../diagnosis/operation.js';
import type { Access, Blocked, Frame, Lock, Race } from '../../schemas/submission.js';
import { operandsOf, waitsOn } from './expressions.js';
import { locksHeld } from './locks.js';

type Files = Record<string, string>;

/** A race with what the learner's source tells of it: the variable, and the locks held at each access. */
export function annotateRace<R extends Pick<Race, 'accesses'>>(race: R, files: Files): R {
  const [first, second] = race.accesses;
  const variables = chooseVariables(operandsAt(first, files), operandsAt(second, files));
  const annotate = (access: Access, variable: string | null): Access => ({
    ...access,
    variable,
    locks: locksAt(access.stack, files, 'unsure'),
  });
  return { ...race, accesses: [annotate(first, variables[0]), annotate(second, variables[1])] };
}

/** A blocked goroutine with what it waits on and the locks that it holds meanwhile. */
export function annotateBlocked(blocked: Blocked, files: Files): Blocked {
  const top = blocked.stack[0];
  const source = top && sourceOf(top, files);
  const on = top && source && blocked.waitsFor ? waitsOn(source, top.function, top.line ?? 0, blocked.waitsFor) : null;
  return { ...blocked, on, locks: locksAt(blocked.stack, files, 'ignored') };
}

/** Every frame of the learner's is still under way, so what each one holds is held. */
function locksAt(stack: Frame[], files: Files, own: 'ignored' | 'unsure'): Lock[] {
  const innermost = stack.find((frame) => frame.origin !== 'library');
  const all = stack.flatMap((frame) => {
    const source = sourceOf(frame, files);
    return source ? locksHeld(source, frame.function, frame.line ?? 0, frame === innermost ? own : 'ignored') : [];
  });
  return all.filter((lock, i) => all.findIndex(({ name }) => name === lock.name) === i);
}

function operandsAt({ kind, stack }: Access, files: Files): string[] {
  const operation = operationOf(stack);
  const frame = operation ? stack.find(({ origin }) => origin !== 'library') : stack[0];
  const source = frame && sourceOf(frame, files);
  return source ? operandsOf(source, frame.function, frame.line ?? 0, kind, operation) : [];
}

/** Both accesses are of the same memory: where a line leaves a choice, the other one may decide it. */
function chooseVariables(first: string[], second: string[]): [string | null, string | null] {
  const shared = new Set(first.map(fieldOf).filter((field) => second.some((other) => fieldOf(other) === field)));
  const choose = (mine: string[]) => {
    const fitting = shared.size === 0 ? mine : mine.filter((operand) => shared.has(fieldOf(operand)));
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  };
  return [choose(first), choose(second)];
}

function fieldOf(operand: string): string {
  const path = operand.replace(/\[[^[\]]*\]/g, '');
  return path.slice(path.lastIndexOf('.') + 1);
}

function sourceOf({ origin, file }: Frame, files: Files): string | undefined {
  return origin === 'learner' && file !== null ? files[file] : undefined;
}
