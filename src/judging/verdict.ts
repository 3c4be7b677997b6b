import type { Manifest } from '../schemas/exercise.js';
import type { BuildReport, Run } from '../schemas/sandbox.js';
import { type Details, nothingSeen, type TestOutcome } from '../schemas/submission.js';
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
  const details: Details = { ...nothingSeen, ...diagnose(rules, report.runs, worst, files), tests };
  const score = tests.reduce((sum, test) => sum + test.points, 0);
  return { verdict, score, maxScore: maxScoreOf(rules), message: messageFor(verdict, details, report.runs), ...details };
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
