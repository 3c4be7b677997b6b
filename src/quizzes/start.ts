import { randomInt } from 'node:crypto';
import { Problem } from '../errors.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { QuizPackage } from '../schemas/quiz.js';
import type { User } from '../schemas/user.js';
import { drawAttempt } from './draw.js';
import { findCurrentAttempt, quizNotFound } from './read.js';
import { countAttempts, findCurrent, findOpen, insertAttempt, type NewAttempt } from './store.js';
import { questionsOf } from './view.js';

/**
 * Starts an attempt, or gives back the one that is open.
 * @returns the attempt's id, and whether it is new.
 * @throws Problem when there is no such quiz, or no attempt left at it.
 */
export async function startAttempt(db: PrismaClient, user: User, slug: string, now: Date): Promise<{ id: string; created: boolean }> {
  const found = await findCurrent(db, slug);
  if (!found) throw quizNotFound(slug);
  // Counted before the look for an open one: an attempt that another request starts in between is then found, or it takes the number.
  const used = (await countAttempts(db, user.id)).get(slug) ?? 0;
  const open = await findOpen(db, user.id, slug);
  if (open && (await findCurrentAttempt(db, open, now))?.submittedAt === null) return { id: open, created: false };
  const { attempts } = found.quiz.policy;
  if (attempts !== null && used >= attempts) {
    throw new Problem('no_attempts_left', `you have used ${used} of ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} at ${slug}`);
  }
  const id = await insertAttempt(db, newAttempt(found, user.id, used + 1, now));
  // Another request was faster: what it has stored is found the next time round.
  return id ? { id, created: true } : startAttempt(db, user, slug, now);
}

function newAttempt({ slug, digest, quiz }: QuizPackage, userId: string, number: number, startedAt: Date): NewAttempt {
  const seed = randomInt(2 ** 31);
  const drawn = drawAttempt(quiz, seed);
  const { timeLimitSeconds } = quiz.policy;
  return {
    userId,
    slug,
    quizVersion: digest,
    number,
    seed,
    drawn,
    startedAt,
    expiresAt: timeLimitSeconds === null ? null : new Date(startedAt.getTime() + timeLimitSeconds * 1000),
    maxScoreHundredths: questionsOf({ quiz, drawn }).reduce((sum, { question }) => sum + question.points * 100, 0),
  };
}
