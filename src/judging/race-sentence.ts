import { functionName, innermostShown, lockName, placeOf } from '../diagnosis/names.js';
import { type Operation, operationOf, waitGroupCall } from '../diagnosis/operation.js';
import type { Access, Lock, Race } from '../schemas/submission.js';

const verbs: Record<Operation, string> = {
  assign: 'writes to',
  delete: 'deletes from',
  index: 'reads',
  range: 'goes through',
  close: 'closes',
  send: 'sends on',
  receive: 'receives from',
};

/** A data race in one sentence: who does what to which variable, where, and under which lock. */
export function raceSentence(race: Race | undefined): string {
  if (!race) return 'Two goroutines used the same memory at the same time, and at least one of them wrote.';
  const [a, b] = race.accesses;
  const waitGroup = waitGroupSentence(a, b);
  if (waitGroup) return waitGroup;
  const [first, second] = a.kind === 'write' || b.kind === 'read' ? [a, b] : [b, a];
  const same = second.variable === first.variable && first.variable !== null;
  const held = first.locks[0];
  const opening = held ? `${actor(first)} holds ${lockName(held)} while it` : actor(first);
  const mine = JSON.stringify(first.stack) === JSON.stringify(second.stack);
  const other = mine
    ? `another goroutine does the same`
    : `${actor(second)} ${verb(second)} ${same ? 'it' : (second.variable ?? 'the same memory')}${at(second)}`;
  const theirs = mine ? '' : lockRemark(first.locks, second.locks);
  return `${upper(opening)} ${verb(first)} ${first.variable ?? 'memory'}${at(first)}; ${other}${theirs}, and nothing orders the two${shared(first.locks, second.locks)}.`;
}

/** Add and Wait of a WaitGroup at the same time. */
function waitGroupSentence(a: Access, b: Access): string | null {
  const add = [a, b].find(({ stack }) => waitGroupCall(stack) === 'Add');
  const wait = [a, b].find(({ stack }) => waitGroupCall(stack) === 'Wait');
  if (!add || !wait) return null;
  return `${upper(started(add))} calls Add of a WaitGroup while ${started(wait)} may be in Wait already: call Add before the goroutine starts.`;
}

function started({ goroutine }: Access): string {
  const frame = innermostShown(goroutine.createdBy);
  return frame?.file ? `a goroutine started at ${placeOf(frame)}` : 'a goroutine';
}

function shared(first: Lock[], second: Lock[]): string {
  const lock = first.find(({ name, mode }) => mode === 'read' && second.some((other) => other.name === name && other.mode === 'read'));
  return lock ? `: ${lock.name} lets all in who lock it for reading` : '';
}

/** What the other one holds, when that is worth saying. */
function lockRemark(first: Lock[], second: Lock[]): string {
  const lock = second[0];
  if (lock) return ` under ${lockName(lock)}`;
  return first.length > 0 ? ', with no lock to be seen' : '';
}

function verb(access: Access): string {
  const operation = operationOf(access.stack);
  if (operation) return verbs[operation];
  return access.kind === 'write' ? 'writes' : 'reads';
}

function actor({ stack }: Access): string {
  const frame = innermostShown(stack);
  if (!frame) return 'a goroutine';
  if (frame.origin === 'learner') return functionName(frame);
  return frame.origin === 'given' ? 'the given code' : 'the test';
}

function at({ stack }: Access): string {
  const frame = innermostShown(stack);
  return frame?.file ? ` (${placeOf(frame)})` : '';
}

function upper(text: string): string {
  return text.startsWith('a ') || text.startsWith('the ') ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
