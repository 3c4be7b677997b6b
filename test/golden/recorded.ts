import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../src/config.js';
import { loadExercise } from '../../src/exercises/load.js';
import { rulesOf } from '../../src/judging/judge-files.js';
import { classifyRuns, type Outcome, type RunReport } from '../../src/judging/verdict.js';
import { loadExamples } from '../../src/exercises/examples.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import type { Submission } from '../../src/schemas/submission.js';
import { judgementTypeIds } from '../../src/schemas/verdict.js';
import { tinyExercise } from '../support/tiny-exercise.js';

export const goldenFolder = path.join(root, 'test', 'golden');
const confusing = path.join(goldenFolder, 'confusing');
const faults = ['data_race', 'deadlock', 'goroutine_leak', 'run_time_error'];

/** What is recorded from the real sandbox: the examples that have a fault of concurrency, and sources that try to confuse the judge. */
export interface Subject {
  name: string;
  exercise: ExercisePackage;
  files: Record<string, string>;
}

export const subjects: Subject[] = [
  ...['fix-cache-race', 'worker-pool'].flatMap((slug) => {
    const folder = path.join(root, 'exercises', slug);
    const exercise = loadExercise(folder);
    return loadExamples(folder)
      .filter(({ expected }) => faults.includes(expected))
      .map(({ name, files }) => ({ name: `${slug}.${name}`, exercise, files }));
  }),
  ...readdirSync(confusing).map((file) => ({
    name: `tiny.${path.basename(file, '.go')}`,
    exercise: tinyExercise,
    files: { 'double.go': readFileSync(path.join(confusing, file), 'utf8') },
  })),
];

/** Names of the reports that were recorded. */
export const recorded = readdirSync(path.join(goldenFolder, 'reports'))
  .map((file) => path.basename(file, '.json'))
  .sort();

/** What a recorded report comes to today, and the submission as its learner would see it. */
export function goldenOutcome(name: string): { outcome: Outcome; submission: Submission } {
  const subject = subjects.find((candidate) => candidate.name === name);
  if (!subject) throw new Error(`${name} has a report but no source`);
  const report = JSON.parse(readFileSync(path.join(goldenFolder, 'reports', `${name}.json`), 'utf8')) as RunReport;
  const outcome = classifyRuns(rulesOf(subject.exercise), report, subject.files);
  return { outcome, submission: asSubmission(outcome, subject.exercise, subject.files) };
}

/** An outcome as its learner would see it. */
export function asSubmission(outcome: Outcome, exercise: ExercisePackage, files: Record<string, string>): Submission {
  return {
    ...outcome,
    id: '00000000-0000-7000-8000-000000000000',
    exercise: exercise.slug,
    exerciseVersion: exercise.digest,
    state: 'judged',
    judgementTypeId: judgementTypeIds[outcome.verdict],
    files,
    timings: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    verdictAt: '2026-01-01T00:00:00.000Z',
    judgedAt: '2026-01-01T00:00:00.000Z',
    quarantined: false,
    queue: null,
  };
}
