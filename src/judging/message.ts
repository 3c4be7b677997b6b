import type { Run } from '../schemas/sandbox.js';
import type { Details, Frame, Race } from '../schemas/submission.js';
import type { Verdict } from '../schemas/verdict.js';

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
      return `The program ended before its tests did${testNamed(details, verdict)}: ${causeOf(runs)}.`;
    case 'wrong_answer':
      return `A test found a wrong result${testNamed(details, 'failed')}.`;
    case 'deadlock':
      return `Every goroutine was blocked, each waiting for another${testNamed(details, verdict)}.`;
    case 'goroutine_leak':
      return `Goroutines were left behind, blocked for good${testNamed(details, verdict)}.`;
    case 'time_limit_exceeded':
      return `The time limit was reached${testNamed(details, verdict)}.`;
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

function raceSentence(race: Race | undefined): string {
  if (!race) return 'Two goroutines used the same memory at the same time, and at least one of them wrote.';
  const [a, b] = race.accesses.map((access) => `a ${access.kind}${placeOf(access.stack)}`);
  return `Data race: ${a} conflicts with ${b}, and nothing orders the two.`;
}

function placeOf(stack: Frame[]): string {
  const frame = stack.find((candidate) => candidate.origin === 'learner');
  return frame ? ` in ${frame.function} (${frame.file}:${frame.line})` : '';
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

/** The panic's or fatal error's own first line; else how the process went. */
function causeOf(runs: Run[]): string {
  for (const run of runs) {
    if (run.complete) continue;
    const line = /^(?:panic|fatal error): .*$/m.exec(run.stderr)?.[0];
    if (line) return line.replace(/ \[recovered.*$/, '');
    return run.exitCode < 0 ? `it was ended by signal ${-run.exitCode}` : `it left with exit status ${run.exitCode}`;
  }
  return 'no reason was given';
}
