import type { Config } from '../config.js';
import { syncExercises } from '../exercises/sync.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import { syncQuizzes } from '../quizzes/sync.js';
import { writeFirstTokens } from '../users/first-tokens.js';
import type { Progress } from './progress.js';

/** Puts into a migrated database what a judge cannot be without: the exercises and quizzes, and, when there is nobody yet, the first users. */
export async function fillDatabase(db: PrismaClient, { exercisesDir, home }: Config, step: Progress): Promise<void> {
  await step('exercises', async () => describeSync(await syncExercises(db, exercisesDir)));
  await step('quizzes', async () => describeSync(await syncQuizzes(db, exercisesDir)));
  const tokens = await writeFirstTokens(db, home);
  if (tokens) process.stdout.write(`  the first tokens are in ${tokens}\n`);
}

function describeSync({ total, changed }: { total: number; changed: string[] }): string {
  return `${total} stored${changed.length > 0 ? `, new or changed: ${changed.join(', ')}` : ''}`;
}
