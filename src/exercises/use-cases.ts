import type { PrismaClient } from '../generated/prisma/client.js';
import { listExercises, readExercise } from './read.js';
import { starterArchive } from './starter.js';

export type ExerciseUseCases = ReturnType<typeof exerciseUseCases>;

/** What a user can do with exercises, bound to the database. */
export function exerciseUseCases(db: PrismaClient) {
  return {
    list: () => listExercises(db),
    read: (slug: string) => readExercise(db, slug),
    starterArchive,
  };
}
