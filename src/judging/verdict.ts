import type { Manifest } from '../schemas/exercise.js';
import type { BuildReport, Run } from '../schemas/sandbox.js';
import type { Details, TestOutcome, TestStatus } from '../schemas/submission.js';
import type { Verdict } from '../schemas/verdict.js';
import { frameReader } from './frames.js';
import { messageFor } from './message.js';
import { mergeRaces, parseRaceLog } from './race-report.js';

/** What a judgement comes to; everything in it may be shown to its learner. */
export interface Outcome extends Details {
  verdict: Exclude<Verdict, 'judge_error'>;
  score: number;
  maxScore: number;
  message: string;
}

/** What the judge knows of an exercise when it classifies. */
export interface Rules {
  manifest: Pick<Manifest, 'tests' | 'editable' | 'schedule'>;
  /** Files of the public tests. */
  publicTests: string[];
}

/** What the sandbox reported of the runs. */
export interface RunReport {
  runs: Run[];
  scheduleComplete: boolean;
}

type Fault = Exclude<TestStatus, 'passed' | 'not_run'>;

/**
 * Which fault names a judgement in which several were seen; earlier wins. A race comes before what it may have caused (a wrong
 * answer, a panic); what ended the process against its will comes before what the tests said.
 */
const precedence: readonly Fault[] = [
  'output_limit_exceeded',
  'data_race',
  'memory_limit_exceeded',
  'deadlock',
  'time_limit_exceeded',
  'goroutine_leak',
  'run_time_error',
  'failed',
];

/** The verdict of a build that gave no binary. Pure. */
export function classifyBuild(rules: Rules, report: Pick<BuildReport, 'status' | 'errors' | 'violations'>): Outcome {
  const verdict = report.status === 'policy_violation' ? 'policy_violation' : 'compile_error';
  const details = { tests: notRun(rules), races: [], compileErrors: report.errors, violations: report.violations };
  return { verdict, score: 0, maxScore: maxScoreOf(rules), message: messageFor(verdict, details), ...details };
}

/**
 * The verdict of the runs. Pure. `accepted` only if every expected test was reported, as often as it should, and passed in every run of a
 * complete schedule, with an empty race log and the exit status that goes with it.
 * @throws an Error when the reports show no fault and no acceptance either: then ours is the fault.
 */
export function classifyRuns(rules: Rules, report: RunReport): Outcome {
  const faults = new Map<string, Set<Fault>>();
  const general = new Set<Fault>();
  for (const run of report.runs) {
    for (const { test, fault } of faultsOf(run)) {
      if (test === null) general.add(fault);
      else faults.set(test, (faults.get(test) ?? new Set()).add(fault));
    }
  }
  if (!report.scheduleComplete && faults.size === 0 && general.size === 0) general.add('time_limit_exceeded');

  const worst = worstOf([...general, ...[...faults.values()].flatMap((set) => [...set])]);
  const tests = rules.manifest.tests.map((test) => outcomeOf(test, faults.get(test.name), rules, report));
  if (worst === null && tests.some((test) => test.status !== 'passed')) {
    throw new Error('the runs show no fault, but not every test was reported as often as the schedule says');
  }
  const verdict = worst === null ? 'accepted' : worst === 'failed' ? 'wrong_answer' : worst;
  const readFrame = frameReader({ editable: rules.manifest.editable, publicTests: rules.publicTests });
  const races = mergeRaces(
    report.runs.flatMap((run) => parseRaceLog(run.raceLog, readFrame).map((race) => ({ ...race, test: unfinishedTest(run) }))),
  );
  const details: Details = { tests, races, compileErrors: [], violations: [] };
  const score = tests.reduce((sum, test) => sum + test.points, 0);
  return { verdict, score, maxScore: maxScoreOf(rules), message: messageFor(verdict, details, report.runs), ...details };
}

/** Every fault that one run shows, and the test it belongs to (null: none in particular). */
function faultsOf(run: Run): { test: string | null; fault: Fault }[] {
  const found: { test: string | null; fault: Fault }[] = [];
  for (const result of run.results) {
    if (result.status === 'failed' || result.status === 'skipped') found.push({ test: result.name, fault: 'failed' });
  }
  const ending = endingOf(run);
  if (ending) found.push({ test: unfinishedTest(run), fault: ending });
  return found;
}

/** Why the process ended otherwise than by finishing its tests; null when it did finish them. From evidence, in order of its strength. */
function endingOf(run: Run): Fault | null {
  if (run.killedFor === 'output') return 'output_limit_exceeded';
  if (run.raceLog.includes('WARNING: DATA RACE')) return 'data_race';
  if (run.complete) return null;
  if (concurrentMap.test(run.stderr)) return 'data_race';
  if (run.outOfMemory || goOutOfMemory.test(run.stderr)) return 'memory_limit_exceeded';
  if (run.stuck?.kind === 'deadlock' || bubbleDeadlock.test(run.stderr) || allAsleep.test(run.stderr)) return 'deadlock';
  if (run.stuck?.kind === 'busy' || run.killedFor === 'time') return 'time_limit_exceeded';
  if (bubbleLeak.test(run.stderr)) return 'goroutine_leak';
  // Every other way out before the tests were through is the program's own: a panic, a fatal error, an exit, a signal it got itself.
  return 'run_time_error';
}

// The runtime's and synctest's own words (go1.27: runtime/map.go, runtime/proc.go, runtime/malloc.go, internal/synctest).
const concurrentMap = /^fatal error: concurrent map /m;
const goOutOfMemory = /^(fatal error: runtime: (out of memory|cannot allocate memory)|runtime: out of memory)/m;
const bubbleDeadlock = /^(panic|fatal error): deadlock: all goroutines in bubble are blocked/m;
const bubbleLeak = /^(panic|fatal error): deadlock: main bubble goroutine has exited but blocked goroutines remain/m;
const allAsleep = /^fatal error: all goroutines are asleep - deadlock!/m;

function unfinishedTest(run: Run): string | null {
  return run.stuck?.test ?? run.results.find((result) => result.status === 'unfinished')?.name ?? null;
}

function worstOf(faults: Fault[]): Fault | null {
  return precedence.find((fault) => faults.includes(fault)) ?? null;
}

function outcomeOf(test: Manifest['tests'][number], faults: Set<Fault> | undefined, rules: Rules, report: RunReport): TestOutcome {
  const { name, visibility, points: maxPoints, hint } = test;
  const status = worstOf([...(faults ?? [])]) ?? (passedThroughout(name, rules, report) ? 'passed' : 'not_run');
  const passed = status === 'passed';
  return {
    name,
    visibility,
    status,
    points: passed ? maxPoints : 0,
    maxPoints,
    message: passed || status === 'not_run' ? null : hint,
    output: passed || visibility === 'hidden' ? null : outputOf(name, report.runs),
  };
}

/** A test that ended its process is run no more, and those after it are started anew: so a sound one has at least its full count. */
function passedThroughout(name: string, rules: Rules, report: RunReport): boolean {
  const passes = report.runs.flatMap((run) => run.results).filter((r) => r.name === name && r.status === 'passed').length;
  return passes >= rules.manifest.schedule.reduce((sum, entry) => sum + entry.repetitions, 0);
}

function outputOf(name: string, runs: Run[]): string | null {
  const results = runs.flatMap((run) => run.results).filter((result) => result.name === name && result.status !== 'passed');
  return results.find((result) => result.output !== '')?.output ?? null;
}

function notRun(rules: Rules): TestOutcome[] {
  return rules.manifest.tests.map(({ name, visibility, points }) => ({
    name,
    visibility,
    status: 'not_run',
    points: 0,
    maxPoints: points,
    message: null,
    output: null,
  }));
}

function maxScoreOf(rules: Rules): number {
  return rules.manifest.tests.reduce((sum, test) => sum + test.points, 0);
}
