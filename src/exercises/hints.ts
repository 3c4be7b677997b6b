import { Problem } from '../errors.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { ExercisePackage, Hint, Hints } from '../schemas/exercise.js';
import type { User } from '../schemas/user.js';
import { findCurrent, findOpenings, insertOpening } from './store.js';

/**
 * The hints that a user has opened, with their texts; null when there is no such exercise.
 * @param owner whose, for staff who ask for a learner's.
 * @throws Problem `forbidden` for a learner who asks for another's.
 */
export async function readHints(db: PrismaClient, user: User, slug: string, owner = user.id): Promise<Hints | null> {
  if (owner !== user.id && user.role === 'learner') throw new Problem('forbidden', 'learners see their own hints only: leave out `user`');
  const exercise = await findCurrent(db, slug);
  if (!exercise) return null;
  const texts = hintTexts(exercise);
  const openings = await findOpenings(db, owner, slug);
  const opened = openings.flatMap(({ number, openedAt }) => {
    const text = texts[number - 1];
    // The exercise may have fewer hints than when this one was opened.
    return text === undefined ? [] : [{ number, text, openedAt: openedAt.toISOString() }];
  });
  return { total: texts.length, opened };
}

/**
 * Opens a hint for a user: the one after those that are open, or one of these once more.
 * @returns the hint, and whether it is new; null when there is no such exercise.
 * @throws Problem when there is no hint of that number, or one before it is not open.
 */
export async function openHint(
  db: PrismaClient,
  user: User,
  slug: string,
  number: number,
): Promise<{ hint: Hint; created: boolean } | null> {
  const before = await readHints(db, user, slug);
  if (!before) return null;
  if (number > before.total) throw new Problem('hint_not_found', `${slug} has ${before.total} hints`);
  const next = before.opened.length + 1;
  if (number > next) throw new Problem('hint_skipped', `hint ${number} comes after hint ${next}: open that first`, { next });
  const created = await insertOpening(db, user.id, slug, number);
  const after = await readHints(db, user, slug);
  const hint = after?.opened.find((each) => each.number === number);
  return hint ? { hint, created } : null;
}

function hintTexts({ manifest, hints }: Pick<ExercisePackage, 'manifest' | 'hints'>): string[] {
  return manifest.hints.map((name) => hints[name] ?? '');
}
