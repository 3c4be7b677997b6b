import { functionName, innermostShown, learnersFrame, placeOf, waitName } from '../diagnosis/names.js';
import type { Run } from '../schemas/sandbox.js';
import type { Blocked, Details } from '../schemas/submission.js';
import type { Verdict } from '../schemas/verdict.js';
import { raceSentence } from './race-sentence.js';

/** The verdict in one plain sentence, filled in with names and lines where they are known. Pure. */
export function messageFor(verdict: Exclude<Verdict, 'judge_error'>, details: Details, runs: Run[] = []): string {
  switch (verdict) {
    case 'accepted':
      return 'All tests passed in every run, and the race detector saw nothing.';
    case 'data_race':
      return raceSentence(details.races[0]);
    case 'compile_error':
      return compileSentence(details);
    case 'run_time_error':
      return `The program ended before its tests did${testNamed(details, verdict)}: ${causeOf(details, runs)}.`;
    case 'wrong_answer':
      return `A test found a wrong result${testNamed(details, 'failed')}.`;
    case 'deadlock':
      return deadlockSentence(details);
    case 'goroutine_leak':
      return leakSentence(details);
    case 'time_limit_exceeded':
      return `The time limit was reached${testNamed(details, verdict)}${stillRunning(details)}.`;
    case 'memory_limit_exceeded':
      return `The memory limit was reached${testNamed(details, verdict)}.`;
    case 'output_limit_exceeded':
      return `The program printed more than the limit allows${testNamed(details, verdict)}.`;
    case 'policy_violation':
      return violationSentence(details);
  }
}

function testNamed({ tests }: Details, status: Details['tests'][number]['status']): string {
  const test = tests.find((candidate) => candidate.status === status);
  return test ? ` (in ${test.name})` : '';
}

function compileSentence({ compileErrors }: Details): string {
  const first = compileErrors[0];
  if (!first) return 'The source does not compile.';
  const more = compileErrors.length > 1 ? ` (and ${compileErrors.length - 1} more)` : '';
  const place = first.file === '' ? '' : `${first.file}:${first.line}:${first.column}: `;
  return `The source does not compile: ${place}${first.message}${more}.`;
}

function violationSentence({ violations }: Details): string {
  const first = violations[0];
  if (!first) return 'The source uses something that this exercise does not allow.';
  const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : '';
  return `The source uses something that this exercise does not allow: ${first.file}:${first.line}:${first.column}: ${first.message}${more}.`;
}

function deadlockSentence(details: Details): string {
  const { goroutines } = details;
  const test = testNamed(details, 'deadlock');
  const learners = goroutines.filter((group) => learnersFrame(group.stack));
  const [first] = learners;
  if (!first) {
    const waiting = goroutines.find(({ waitsFor }) => waitsFor !== null);
    const what = waiting ? `the test was ${waiting.waitsFor}, and ` : '';
    return `Every goroutine was blocked${test}: ${what}no goroutine of yours was left that could go on.`;
  }
  const own = learners.flatMap((group) => selfLock(group)).at(0);
  if (own) return own;
  const circle = circleOf(learners);
  if (circle) return `Each waits for the other${test}: ${circle}.`;
  const [second] = learners.slice(1);
  const rest = learners.slice(2).reduce((sum, { count }) => sum + count, 0);
  const also = second ? `, ${waitOf(second)}` : '';
  const more = rest > 0 ? `, and ${rest} more` : '';
  return `Every goroutine was blocked${test}: ${waitOf(first)}${also}${more}.`;
}

/** A goroutine that locks what it holds: sync's locks are not re-entrant. */
function selfLock({ waitsFor, on, locks, stack }: Blocked): string[] {
  const held = waitsFor?.startsWith('locking') ? locks.find(({ name }) => name === on) : undefined;
  const frame = learnersFrame(stack);
  if (!held || !frame) return [];
  const how = held.mode === 'read' ? ' for reading' : '';
  return [`${functionName(frame)} waits to lock ${on} (${placeOf(frame)}), which its own goroutine holds${how} since line ${held.line}.`];
}

/** Two goroutines, each locking what the other one holds. */
function circleOf(groups: Blocked[]): string | null {
  const holds = (group: Blocked, name: string | null) => group.locks.some((lock) => lock.name === name);
  for (const a of groups) {
    const b = groups.find((other) => other !== a && a.on !== other.on && holds(other, a.on) && holds(a, other.on));
    if (b) return `${holding(a, b)}, while ${holding(b, a)}`;
  }
  return null;
}

function holding(mine: Blocked, other: Blocked): string {
  return `${nameOf(mine)} holds ${other.on} and waits to lock ${mine.on} (${whereOf(mine)})`;
}

function leakSentence(details: Details): string {
  const count = details.goroutines.reduce((sum, group) => sum + group.count, 0);
  const test = testNamed(details, 'goroutine_leak');
  const [first] = details.goroutines;
  if (!first) return `Goroutines were left behind, blocked for good${test}.`;
  const started = first.createdBy?.origin === 'learner' ? `, started at ${placeOf(first.createdBy)}` : '';
  const many = count === 1 ? '1 goroutine was' : `${count} goroutines were`;
  return `${many} left behind, blocked for good${test}: ${waitOf(first)}${started}.`;
}

function stillRunning({ goroutines }: Details): string {
  const frame = goroutines[0] && learnersFrame(goroutines[0].stack);
  return frame ? `: ${functionName(frame)} was still running (${placeOf(frame)})` : '';
}

/** `3 goroutines in workerPool were sending on results (pool.go:18)` */
function waitOf(group: Blocked): string {
  const doing = waitName(group)?.replace(/^locking/, 'waiting to lock');
  const who = group.count === 1 ? `${nameOf(group)} was` : `${group.count} goroutines in ${nameOf(group)} were`;
  return `${who} ${doing} (${whereOf(group)})`;
}

function nameOf({ stack }: Blocked): string {
  const frame = learnersFrame(stack);
  return frame ? functionName(frame) : 'a goroutine';
}

function whereOf({ stack }: Blocked): string {
  const frame = learnersFrame(stack);
  return frame ? placeOf(frame) : 'outside of your files';
}

/** The panic's or fatal error's own first line and where it came from; else how the process went. */
function causeOf({ panic }: Details, runs: Run[]): string {
  if (panic) {
    const frame = innermostShown(panic.stack);
    const said = panic.value?.split('\n')[0] ?? 'it panicked with a value that is not shown, for it may be from a hidden test';
    return frame?.origin === 'learner' ? `${said}, in ${functionName(frame)} (${placeOf(frame)})` : said;
  }
  const run = runs.find((candidate) => !candidate.complete);
  if (!run) return 'no reason was given';
  return run.exitCode < 0 ? `it was ended by signal ${-run.exitCode}` : `it left with exit status ${run.exitCode}`;
}
