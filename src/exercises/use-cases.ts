import type { PrismaClient } from '../generated/prisma/client.js';
import type { User } from '../schemas/user.js';
import { openHint, readHints } from './hints.js';
import { listExercises, readExercise } from './read.js';
import { starterArchive } from './starter.js';

export type ExerciseUseCases = ReturnType<typeof exerciseUseCases>;

/** What a user can do with exercises, bound to the database. */
export function exerciseUseCases(db: PrismaClient) {
  return {
    list: () => listExercises(db),
    read: (slug: string) => readExercise(db, slug),
    starterArchive,
    readHints: (user: User, slug: string, owner?: string) => readHints(db, user, slug, owner),
    openHint: (user: User, slug: string, number: number) => openHint(db, user, slug, number),
  };
}
