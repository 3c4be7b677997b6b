import { randomInt } from 'node:crypto';
import type { SandboxConfig } from '../config.js';
import { givenFiles, testFiles } from '../exercises/check.js';
import { limitsOf } from '../sandbox/container.js';
import type { PreparedRun } from '../sandbox/run.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { ExercisePackage } from '../schemas/exercise.js';
import type { BuildRequest, Run, Schedule } from '../schemas/sandbox.js';
import type { Timings } from '../schemas/submission.js';
import { classifyBuild, classifyRuns, type Evidence, evidenceOf, type Outcome, type Rules } from './verdict.js';

/** Wall clock of compiling and linking, milliseconds; an ordinary solution takes a third of a second. */
const buildMs = 30_000;

export interface SandboxParts {
  sandbox: Sandbox;
  sandboxConfig: Pick<SandboxConfig, 'ceilings'>;
}

export interface Judged {
  outcome: Outcome;
  timings: Pick<Timings, 'build' | 'container' | 'runs'>;
}

/** Is told how judging goes, one after another; judging does not wait for it, but for its end before it answers. */
interface Listener {
  running(): Promise<void>;
  /** At most once, and only of a submission that will not be accepted. */
  evidence(evidence: Evidence): Promise<void>;
}

interface Options {
  listener?: Listener;
  /** In place of the manifest's, as in a replay. */
  schedule?: Schedule;
}

/**
 * Judges files for an exercise, without any database.
 * @throws SandboxError for a fault of ours.
 */
export async function judgeFiles(
  parts: SandboxParts,
  exercise: ExercisePackage,
  files: Record<string, string>,
  options: Options = {},
): Promise<Judged> {
  const { listener, schedule = drawSchedule(exercise) } = options;
  // Started now, so that its start-up overlaps the build; a failure shows when it is needed.
  const preparing = prepare(parts, exercise);
  const rules = rulesOf(exercise);
  try {
    const { report, binary } = await parts.sandbox.build(buildRequest(exercise, files));
    if (!binary) {
      discard(preparing);
      return { outcome: classifyBuild(rules, report), timings: { build: report.timings, container: null, runs: [] } };
    }
    let told = Promise.resolve(listener?.running());
    told.catch(() => {});
    const seen: Run[] = [];
    let isProven = false;
    const { schedules, life } = await execute(parts, exercise, await preparing, binary, [schedule], (run) => {
      seen.push(run);
      const evidence = isProven ? null : evidenceOf(rules, seen, files);
      if (!evidence) return;
      isProven = true;
      told = told.then(() => listener?.evidence(evidence));
      told.catch(() => {});
    });
    await told;
    const [ran] = schedules;
    const timings = { build: report.timings, container: life, runs: ran.runs.map(figures) };
    return { outcome: classifyRuns(rules, ran, files), timings };
  } catch (error) {
    discard(preparing);
    throw error;
  }
}

/**
 * Judges files several times, with fresh seeds; compiles them once, and runs them in one container.
 * @throws SandboxError for a fault of ours.
 */
export async function judgeRepeatedly(
  parts: SandboxParts,
  exercise: ExercisePackage,
  files: Record<string, string>,
  times: number,
): Promise<Outcome[]> {
  const { report, binary } = await parts.sandbox.build(buildRequest(exercise, files));
  if (!binary) return Array.from({ length: times }, () => classifyBuild(rulesOf(exercise), report));
  const outcomes: Outcome[] = [];
  while (outcomes.length < times) {
    const drawn = Array.from({ length: times - outcomes.length }, () => drawSchedule(exercise));
    const { schedules } = await execute(parts, exercise, await prepare(parts, exercise), binary, drawn);
    outcomes.push(...schedules.map((ran) => classifyRuns(rulesOf(exercise), ran, files)));
  }
  return outcomes;
}

function prepare({ sandbox, sandboxConfig }: SandboxParts, { manifest }: ExercisePackage): Promise<PreparedRun> {
  const preparing = sandbox.prepareRun(limitsOf(manifest, sandboxConfig.ceilings));
  preparing.catch(() => {});
  return preparing;
}

function discard(preparing: Promise<PreparedRun>): void {
  preparing.then((prepared) => prepared.discard()).catch(() => {});
}

async function execute(
  { sandboxConfig }: SandboxParts,
  exercise: ExercisePackage,
  prepared: PreparedRun,
  binary: Buffer,
  schedules: Schedule[],
  onRun: (run: Run) => void = () => {},
): ReturnType<PreparedRun['run']> {
  const { leftovers, tests } = exercise.manifest;
  const { runMs, totalMs, outputBytes } = limitsOf(exercise.manifest, sandboxConfig.ceilings);
  const testNames = tests.map((test) => test.name);
  return prepared.run({ testNames, schedules, leftovers, limits: { runMs, totalMs, outputBytes } }, binary, onRun);
}

/** What classifying needs to know of an exercise. */
export function rulesOf(exercise: ExercisePackage): Rules {
  const given = Object.entries(givenFiles(exercise));
  return {
    manifest: exercise.manifest,
    publicTests: Object.keys(testFiles(exercise.starter)),
    replaced: given.filter(([name, text]) => exercise.starter[name] !== text).map(([name]) => name),
  };
}

/** The manifest's schedule, with a fresh seed for each perturbed entry. */
function drawSchedule({ manifest }: ExercisePackage): Schedule {
  return manifest.schedule.map(({ procs, repetitions, perturbed }) => ({
    procs,
    repetitions,
    seed: perturbed ? randomInt(1, 2 ** 32) : 0,
  }));
}

/** What the build container is asked for. */
export function buildRequest(exercise: ExercisePackage, learner: Record<string, string>): BuildRequest {
  const { manifest } = exercise;
  return {
    kind: 'build',
    learner,
    given: givenFiles(exercise),
    tests: { ...testFiles(exercise.starter), ...testFiles(exercise.tests) },
    testNames: manifest.tests.map((test) => test.name),
    imports: manifest.imports,
    writesTests: manifest.writes === 'test',
    perturb: manifest.schedule.some((entry) => entry.perturbed),
    limits: { wallMs: buildMs },
  };
}

function figures({ procs, repetitions, seed, wallMs, cpuMs, peakMemoryBytes }: Timings['runs'][number]): Timings['runs'][number] {
  return { procs, repetitions, seed, wallMs, cpuMs, peakMemoryBytes };
}
