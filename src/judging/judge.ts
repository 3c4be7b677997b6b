import { randomInt } from 'node:crypto';
import type { SandboxConfig } from '../config.js';
import { SandboxError } from '../errors.js';
import { givenFiles, testFiles } from '../exercises/check.js';
import { findVersion } from '../exercises/store.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../log.js';
import { limitsOf } from '../sandbox/container.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { ExercisePackage } from '../schemas/exercise.js';
import type { BuildRequest } from '../schemas/sandbox.js';
import type { Timings } from '../schemas/submission.js';
import { type Assignment, advance, record, takeUp } from './store.js';
import { classifyBuild, classifyRuns, type Outcome, type Rules } from './verdict.js';

/** Wall clock of compiling and linking, milliseconds; an ordinary solution takes a quarter of a second. */
const buildMs = 30_000;
/** After so many tries that ended in a fault of ours, or in the worker's death, the verdict is `judge_error`. */
const maxTries = 5;

export interface JudgeParts {
  db: PrismaClient;
  sandbox: Sandbox;
  sandboxConfig: Pick<SandboxConfig, 'ceilings'>;
  log: Logger;
}

/**
 * Judges one judgement from its row to its recorded verdict. Safe to call twice, or for one that is gone or has ended.
 * @throws when a fault of ours kept it from a verdict and it should be tried again; the row is `queued` then.
 */
export async function judge(parts: JudgeParts, judgementId: string): Promise<void> {
  const { db, log } = parts;
  const judgement = await takeUp(db, judgementId);
  if (!judgement) return;
  const taken = Date.now();
  try {
    if (judgement.tries > maxTries) throw new SandboxError(`its worker died ${maxTries} times`);
    const exercise = await findVersion(db, judgement.exerciseVersion);
    const { outcome, timings } = await judgeFiles(parts, exercise, judgement.files, (state) => advance(db, judgement, state));
    const { verdict, score, maxScore, message, ...details } = outcome;
    await record(db, judgement, {
      verdict,
      score,
      maxScore,
      message,
      details,
      timings: { queuedMs: taken - judgement.createdAt.getTime(), ...timings, totalMs: Date.now() - taken },
      image: parts.sandbox.image,
    });
    log.info({ judgement: judgementId, verdict, ms: Date.now() - judgement.createdAt.getTime() }, 'judged');
  } catch (error) {
    await giveBack(parts, judgement, error as Error);
  }
}

/** After a fault of ours: back into the queue, or, after the last try, recorded as `judge_error`. */
async function giveBack({ db, log, sandbox }: JudgeParts, judgement: Assignment, error: Error): Promise<void> {
  log.error({ judgement: judgement.id, tries: judgement.tries, error: error.message, stack: error.stack }, 'a fault of ours');
  if (judgement.tries < maxTries) {
    await advance(db, judgement, 'queued');
    throw error;
  }
  await record(db, judgement, {
    verdict: 'judge_error',
    score: null,
    maxScore: null,
    message: 'The judge failed, not you: this does not count, and the staff can judge it again.',
    details: null,
    timings: null,
    image: sandbox.image,
  });
}

/**
 * Judges files for an exercise, without any database: what `exercises verify` does with every example too.
 * @throws SandboxError for a fault of ours.
 */
export async function judgeFiles(
  { sandbox, sandboxConfig }: Pick<JudgeParts, 'sandbox' | 'sandboxConfig'>,
  exercise: ExercisePackage,
  files: Record<string, string>,
  enter: (state: 'compiling' | 'running') => Promise<void> = async () => {},
): Promise<{ outcome: Outcome; timings: Pick<Timings, 'build' | 'container' | 'runs'> }> {
  const { manifest } = exercise;
  const rules = rulesOf(exercise);
  const { runMs, totalMs, outputBytes, ...limits } = limitsOf(manifest, sandboxConfig.ceilings);

  // Started now, so that its start-up overlaps the build; a failure shows when it is needed.
  const preparing = sandbox.prepareRun(limits);
  preparing.catch(() => {});
  const discard = async () => (await preparing.catch(() => null))?.discard();

  try {
    await enter('compiling');
    const { report, binary } = await sandbox.build(buildRequest(exercise, files));
    if (!binary) {
      await discard();
      return { outcome: classifyBuild(rules, report), timings: { build: report.timings, container: null, runs: [] } };
    }
    await enter('running');
    const testNames = manifest.tests.map((test) => test.name);
    const run = await preparing;
    const schedule = manifest.schedule.map(({ perturbed, ...entry }) => ({ ...entry, seed: perturbed ? randomInt(1, 2 ** 32) : 0 }));
    const { leftovers } = manifest;
    const result = await run.run({ testNames, schedule, leftovers, limits: { runMs, totalMs, outputBytes } }, binary);
    return {
      outcome: classifyRuns(rules, result, files),
      timings: { build: report.timings, container: result.life, runs: result.runs.map(figures) },
    };
  } catch (error) {
    await discard();
    throw error;
  }
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

function buildRequest(exercise: ExercisePackage, learner: Record<string, string>): BuildRequest {
  return {
    kind: 'build',
    learner,
    given: givenFiles(exercise),
    tests: { ...testFiles(exercise.starter), ...testFiles(exercise.tests) },
    testNames: exercise.manifest.tests.map((test) => test.name),
    imports: exercise.manifest.imports,
    writesTests: exercise.manifest.writes === 'test',
    perturb: exercise.manifest.schedule.some((entry) => entry.perturbed),
    limits: { wallMs: buildMs },
  };
}

function figures({ procs, repetitions, seed, wallMs, cpuMs, peakMemoryBytes }: Timings['runs'][number]): Timings['runs'][number] {
  return { procs, repetitions, seed, wallMs, cpuMs, peakMemoryBytes };
}
