import type { PrismaClient } from '../generated/prisma/client.js';
import { loadExercises } from './load.js';
import { storeExercise } from './store.js';

/** Stores every package of a folder that is new or changed. @throws when a package has a fault; then none is stored. */
export async function syncExercises(db: PrismaClient, folder: string): Promise<{ total: number; changed: string[] }> {
  const packages = loadExercises(folder);
  const changed: string[] = [];
  for (const exercise of packages) {
    if (await storeExercise(db, exercise)) changed.push(exercise.slug);
  }
  return { total: packages.length, changed };
}
