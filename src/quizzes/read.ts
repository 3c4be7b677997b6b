import { Problem } from '../errors.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { AttemptSummary, AttemptView, QuizView } from '../schemas/quiz.js';
import type { User } from '../schemas/user.js';
import { endingOf, hasRunOut } from './ending.js';
import { type Attempt, countAttempts, endAttempt, findAttempt, findCurrent, findPage, listCurrent, type SummaryRow } from './store.js';
import { toAttemptView, toQuizView, toSummary } from './view.js';

/** All quizzes, by slug, as this user sees them. */
export async function listQuizzes(db: PrismaClient, user: User): Promise<QuizView[]> {
  const used = await countAttempts(db, user.id);
  return (await listCurrent(db)).map((quiz) => toQuizView(quiz, used.get(quiz.slug) ?? 0));
}

/** One quiz as this user sees it. @throws Problem `quiz_not_found`. */
export async function readQuiz(db: PrismaClient, user: User, slug: string): Promise<QuizView> {
  const quiz = await findCurrent(db, slug);
  if (!quiz) throw quizNotFound(slug);
  return toQuizView(quiz, (await countAttempts(db, user.id)).get(slug) ?? 0);
}

/** @throws Problem `attempt_not_found` also when it is someone else's: a learner cannot tell the two apart. */
export async function readAttempt(db: PrismaClient, user: User, id: string, now: Date): Promise<AttemptView> {
  const attempt = await findCurrentAttempt(db, id, now);
  if (!attempt || (attempt.userId !== user.id && !isStaff(user))) throw attemptNotFound(id);
  return toAttemptView(attempt, isStaff(user), now);
}

/**
 * One's own attempt, to answer or submit it.
 * @throws Problem `attempt_not_found` as readAttempt does, and `forbidden` for staff, who see it but do not answer in another's place.
 */
export async function findOwnAttempt(db: PrismaClient, user: User, id: string, now: Date): Promise<Attempt> {
  const attempt = await findCurrentAttempt(db, id, now);
  if (attempt?.userId === user.id) return attempt;
  if (attempt && isStaff(user)) throw new Problem('forbidden', 'it is for the one who started it to answer and to submit');
  throw attemptNotFound(id);
}

/** An attempt as it stands: one whose time has run out is submitted with what was saved, by whoever looks at it first. */
export async function findCurrentAttempt(db: PrismaClient, id: string, now: Date): Promise<Attempt | null> {
  const attempt = await findAttempt(db, id);
  if (!attempt || !hasRunOut(attempt, now)) return attempt;
  await endAttempt(db, id, (latest) => endingOf(latest, latest.answers, latest.expiresAt ?? now));
  return findAttempt(db, id);
}

export interface ListFilter {
  /** A user's id, or `all`. */
  owner?: string | undefined;
  /** A slug. */
  quiz?: string | undefined;
  /** The id below which the page begins. */
  cursor?: string | undefined;
  limit: number;
}

/** The user's own attempts, newest first; staff may ask for another user's, or everybody's with `all`. */
export async function listAttempts(
  db: PrismaClient,
  user: User,
  { owner, quiz, cursor, limit }: ListFilter,
  now: Date,
): Promise<{ items: AttemptSummary[]; nextCursor: string | null }> {
  if (owner !== undefined && owner !== user.id && !isStaff(user)) {
    throw new Problem('forbidden', 'learners list their own attempts only: leave out `user`');
  }
  const filter = {
    ...(owner !== 'all' && { userId: owner ?? user.id }),
    ...(quiz !== undefined && { slug: quiz }),
    ...(cursor !== undefined && { before: cursor }),
  };
  const rows = await findPage(db, filter, limit + 1);
  const page: SummaryRow[] = [];
  for (const row of rows.slice(0, limit)) page.push(await upToDate(db, row, now));
  return { items: page.map(toSummary), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

async function upToDate(db: PrismaClient, row: SummaryRow, now: Date): Promise<SummaryRow> {
  const mayHaveRunOut = row.submittedAt === null && row.expiresAt !== null && row.expiresAt < now;
  return mayHaveRunOut ? ((await findCurrentAttempt(db, row.id, now)) ?? row) : row;
}

function isStaff(user: User): boolean {
  return user.role !== 'learner';
}

export function quizNotFound(slug: string): Problem {
  return new Problem('quiz_not_found', `there is no quiz ${JSON.stringify(slug)}: GET /api/v1/quizzes lists them`);
}

function attemptNotFound(id: string): Problem {
  return new Problem('attempt_not_found', `there is no attempt ${id} that you may see`);
}
