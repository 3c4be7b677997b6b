import type { Frame } from '../schemas/submission.js';

/** What an access does, where the runtime's function at the top of its stack tells more than `read` or `write`. */
export type Operation = 'index' | 'assign' | 'delete' | 'range' | 'close' | 'send' | 'receive';

// The functions of go1.27 that report accesses to the race detector on behalf of maps and channels (internal/runtime/maps, runtime/chan.go).
const operations: [RegExp, Operation][] = [
  [/^runtime\.mapassign/, 'assign'],
  [/^runtime\.mapdelete/, 'delete'],
  [/^runtime\.mapaccess/, 'index'],
  [/^runtime\.(mapIter|mapiter)|^internal\/runtime\/maps\.\(\*Iter\)/, 'range'],
  [/^runtime\.closechan/, 'close'],
  [/^runtime\.chansend/, 'send'],
  [/^runtime\.chanrecv/, 'receive'],
];

/** The operation of an access, from its whole stack; null when it is a plain one of the function itself, or another library's. */
export function operationOf(stack: Frame[]): Operation | null {
  const top = stack[0];
  if (top?.origin !== 'library') return null;
  return operations.find(([name]) => name.test(top.function))?.[1] ?? null;
}

/**
 * The call of a WaitGroup that an access stands for, or null. The package tells the detector of an Add from zero as of a read, and of a
 * Wait as of a write, and the stacks end there (go1.27: sync/waitgroup.go).
 */
export function waitGroupCall(stack: Frame[]): 'Add' | 'Wait' | null {
  if (stack.length !== 1) return null;
  if (stack[0]?.function === 'runtime.raceread') return 'Add';
  return stack[0]?.function === 'runtime.racewrite' ? 'Wait' : null;
}
