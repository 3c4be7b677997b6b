import type { PrismaClient } from '../generated/prisma/client.js';
import type { Exercise, ExercisePackage, ExerciseSummary } from '../schemas/exercise.js';
import { testFiles } from './check.js';
import { findCurrent, listCurrent } from './store.js';

/** All exercises, by slug. */
export async function listExercises(db: PrismaClient): Promise<ExerciseSummary[]> {
  return (await listCurrent(db)).map(toSummary);
}

/** One exercise as a learner sees it, without anything hidden; null when there is none. */
export async function readExercise(db: PrismaClient, slug: string): Promise<Exercise | null> {
  const exercise = await findCurrent(db, slug);
  return exercise && toView(exercise);
}

function maxScore(exercise: Pick<ExercisePackage, 'manifest'>): number {
  return exercise.manifest.tests.reduce((sum, test) => sum + test.points, 0);
}

function toSummary(exercise: ExercisePackage): ExerciseSummary {
  const { title, level, tags, minutes, guide } = exercise.manifest;
  return { slug: exercise.slug, title, level, tags, minutes, guide, maxScore: maxScore(exercise) };
}

function toView(exercise: ExercisePackage): Exercise {
  const { editable, imports, limits, schedule, references, tests, hints } = exercise.manifest;
  return {
    ...toSummary(exercise),
    version: exercise.digest,
    statement: exercise.statement,
    editable,
    imports,
    starter: exercise.starter,
    publicTests: Object.keys(testFiles(exercise.starter)),
    tests: tests.map(({ name, visibility, points }) => ({ name, visibility, points })),
    limits,
    schedule,
    references,
    hints: hints.length,
  };
}
