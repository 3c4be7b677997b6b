import type { Manifest } from '../schemas/exercise.js';
import type { BuildReport, Run } from '../schemas/sandbox.js';
import { type Details, nothingSeen, type TestOutcome, type TestStatus } from '../schemas/submission.js';
import type { Verdict } from '../schemas/verdict.js';
import { withoutDump } from './crash.js';
import { diagnose } from './diagnose.js';
import { type Fault, faultsOf, precedence } from './evidence.js';
import { messageFor } from './message.js';

/** What a judgement comes to; everything in it may be shown to its learner. */
export interface Outcome extends Details {
  verdict: Exclude<Verdict, 'judge_error'>;
  score: number;
  maxScore: number;
  message: string;
}

/** What is told of a wrong submission as soon as one of its runs proves it. */
export type Evidence = Pick<Outcome, 'verdict' | 'message'>;

/** What the judge knows of an exercise when it classifies. */
export interface Rules {
  manifest: Pick<Manifest, 'tests' | 'editable' | 'schedule'>;
  /** Files of the public tests. */
  publicTests: string[];
  /** Given files that the judge replaces by its own. */
  replaced?: string[];
}

/** What the sandbox reported of the runs. */
export interface RunReport {
  runs: Run[];
  scheduleComplete: boolean;
}

/** The verdict of a build that gave no binary. Pure. */
export function classifyBuild(rules: Rules, report: Pick<BuildReport, 'status' | 'errors' | 'violations'>): Outcome {
  const verdict = report.status === 'policy_violation' ? 'policy_violation' : 'compile_error';
  const details = { ...nothingSeen, tests: notRun(rules), compileErrors: report.errors, violations: report.violations };
  return { verdict, score: 0, maxScore: maxScoreOf(rules), message: messageFor(verdict, details), ...details };
}

/**
 * The verdict of the runs. Pure. `accepted` only if every expected test was reported, as often as it should, and passed in every run of a
 * complete schedule, with an empty race log and the exit status that goes with it.
 * @param files what the learner handed in; without it nothing is said of variables and locks.
 * @throws an Error when the reports show no fault and no acceptance either: then ours is the fault.
 */
export function classifyRuns(rules: Rules, report: RunReport, files: Record<string, string> = {}): Outcome {
  const { statuses, seen } = look(rules, report);
  const worst = seen ?? (report.scheduleComplete ? null : 'time_limit_exceeded');
  const tests = rules.manifest.tests.map((test) => outcomeOf(test, statuses, rules, report));
  if (worst === null && tests.some((test) => test.status !== 'passed')) {
    throw new Error('the runs show no fault, but not every test was reported as often as the schedule says');
  }
  const verdict = worst === null ? 'accepted' : worst === 'failed' ? 'wrong_answer' : worst;
  const details: Details = { ...nothingSeen, ...diagnose(rules, report.runs, worst, files), tests };
  const score = tests.reduce((sum, test) => sum + test.points, 0);
  const message = findingsOf(verdict, rules, tests) ?? messageFor(verdict, details, report.runs);
  return { verdict, score, maxScore: maxScoreOf(rules), message, ...details };
}

/**
 * What the first runs of a schedule prove, whatever the others will show: the verdict, for which a graver fault may still come; null while
 * it can be accepted. Pure. @param files as for classifyRuns.
 */
export function evidenceOf(rules: Rules, runs: Run[], files: Record<string, string>): Evidence | null {
  const report = { runs, scheduleComplete: false };
  if (look(rules, report).seen === null) return null;
  const { verdict, message } = classifyRuns(rules, report, files);
  return { verdict, message };
}

/** What each test came to, and the worst fault of all that was seen. */
function look(rules: Rules, report: RunReport): { statuses: Map<string, TestStatus>; seen: Fault | null } {
  const faults = new Map<string, Set<Fault>>();
  const general = new Set<Fault>();
  for (const run of report.runs) {
    for (const { test, fault } of faultsOf(run)) {
      if (test === null) general.add(fault);
      else faults.set(test, (faults.get(test) ?? new Set()).add(fault));
    }
  }
  const statuses = new Map(rules.manifest.tests.map((test) => [test.name, statusOf(test, faults.get(test.name), rules, report)]));
  return { statuses, seen: worstOf([...general, ...statuses.values()]) };
}

function worstOf(statuses: TestStatus[]): Fault | null {
  return precedence.find((fault) => statuses.includes(fault)) ?? null;
}

type Test = Manifest['tests'][number];

/** Faults of the program that a learner's test is right to find; a limit that it reaches is its own. */
const findable: readonly Fault[] = ['data_race', 'deadlock', 'goroutine_leak', 'run_time_error', 'failed'];

function statusOf({ name, expects }: Test, faults: Set<Fault> | undefined, rules: Rules, report: RunReport): TestStatus {
  const worst = worstOf([...(faults ?? [])]);
  const otherwise = passedThroughout(name, rules, report) ? 'passed' : 'not_run';
  if (expects === 'success') return worst ?? otherwise;
  if (worst !== null && findable.includes(worst)) return wasSkipped(name, report) ? 'failed' : 'passed';
  return worst ?? (otherwise === 'passed' ? 'failed' : otherwise);
}

/** To skip is not to find. */
function wasSkipped(name: string, report: RunReport): boolean {
  return report.runs.some((run) => run.results.some((result) => result.name === name && result.status === 'skipped'));
}

function outcomeOf(test: Test, statuses: Map<string, TestStatus>, rules: Rules, report: RunReport): TestOutcome {
  const { name, visibility, points: maxPoints, hint, expects } = test;
  const status = statuses.get(name) ?? 'not_run';
  const passed = status === 'passed';
  // A test that fails whatever it is given finds every fault: that earns nothing.
  const counts = expects === 'success' || rules.manifest.tests.every((t) => t.expects === 'fault' || statuses.get(t.name) === 'passed');
  const unearned = passed && !counts ? 'It counts when your test passes with correct code.' : null;
  return {
    name,
    visibility,
    status,
    points: passed && counts ? maxPoints : 0,
    maxPoints,
    message: passed || status === 'not_run' ? unearned : hint,
    output: passed || visibility === 'hidden' ? null : outputOf(name, report.runs),
  };
}

/** Of a learner's test that passes with correct code, how many faults it finds; null for everything else. */
function findingsOf(verdict: Verdict, { manifest }: Rules, tests: TestOutcome[]): string | null {
  const isMeant = (name: string) => manifest.tests.some((test) => test.name === name && test.expects === 'fault');
  const meant = tests.filter((test) => isMeant(test.name));
  const missed = meant.filter((test) => test.status === 'failed');
  if (meant.length === 0 || tests.some((test) => test.status !== 'passed' && !isMeant(test.name))) return null;
  if (verdict === 'accepted') return `Your test passes with correct code, and finds the fault in each of ${meant.length} faulty versions.`;
  if (verdict !== 'wrong_answer') return null;
  return `Your test passes with correct code, and also with ${missed.length} of ${meant.length} faulty versions (${missed.map((test) => test.name).join(', ')}).`;
}

/** A test that ended its process is run no more, and those after it are started anew: so a sound one has at least its full count. */
function passedThroughout(name: string, rules: Rules, report: RunReport): boolean {
  const passes = report.runs.flatMap((run) => run.results).filter((r) => r.name === name && r.status === 'passed').length;
  return passes >= rules.manifest.schedule.reduce((sum, entry) => sum + entry.repetitions, 0);
}

function outputOf(name: string, runs: Run[]): string | null {
  const results = runs.flatMap((run) => run.results).filter((result) => result.name === name && result.status !== 'passed');
  const output = results.find((result) => result.output !== '')?.output;
  return output === undefined ? null : withoutDump(output);
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
