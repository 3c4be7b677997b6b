import type { Config } from '../config.js';
import { syncExercises } from '../exercises/sync.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import { writeFirstTokens } from '../users/first-tokens.js';
import type { Progress } from './progress.js';

/** Puts into a migrated database what a judge cannot be without: the exercises, and, when there is nobody yet, the first users. */
export async function fillDatabase(db: PrismaClient, { exercisesDir, home }: Config, step: Progress): Promise<void> {
  await step('exercises', async () => {
    const { total, changed } = await syncExercises(db, exercisesDir);
    return `${total} stored${changed.length > 0 ? `, new or changed: ${changed.join(', ')}` : ''}`;
  });
  const tokens = await writeFirstTokens(db, home);
  if (tokens) process.stdout.write(`  the first tokens are in ${tokens}\n`);
}
