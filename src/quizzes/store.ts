import { z } from 'zod';
import type { Prisma, PrismaClient } from '../generated/prisma/client.js';
import { type Answer, answerSchema, type Drawn, drawnSchema, type Quiz, type QuizPackage, quizPackageSchema } from '../schemas/quiz.js';

type Db = Prisma.TransactionClient;

/** Stores a quiz's version, once, and makes it the one that its slug means; true when that changed something. */
export async function storeQuiz(db: PrismaClient, { digest, slug, quiz }: QuizPackage): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const before = await tx.quiz.findUnique({ where: { slug } });
    if (before?.currentVersion === digest) return false;
    await tx.quizVersion.upsert({ where: { digest }, create: { digest, slug, quiz }, update: {} });
    await tx.quiz.upsert({ where: { slug }, create: { slug, currentVersion: digest }, update: { currentVersion: digest } });
    return true;
  });
}

export async function listCurrent(db: Db): Promise<QuizPackage[]> {
  const rows = await db.quiz.findMany({ include: { version: true }, orderBy: { slug: 'asc' } });
  return rows.map((row) => quizPackageSchema.parse(row.version));
}

export async function findCurrent(db: Db, slug: string): Promise<QuizPackage | null> {
  const row = await db.quiz.findUnique({ where: { slug }, include: { version: true } });
  return row && quizPackageSchema.parse(row.version);
}

const whole = { version: true } as const satisfies Prisma.AttemptInclude;
const heavy = { drawn: true, answers: true, results: true, seed: true } as const satisfies Prisma.AttemptOmit;

export type SummaryRow = Prisma.AttemptGetPayload<{ omit: typeof heavy }>;

/** An attempt, with the quiz as it was when the attempt started. */
export interface Attempt extends SummaryRow {
  quiz: Quiz;
  drawn: Drawn;
  /** What is saved, by question. */
  answers: Map<string, Answer>;
  /** Hundredths of a point, by question; null while it is open. */
  results: Map<string, number> | null;
}

export async function findAttempt(db: Db, id: string): Promise<Attempt | null> {
  const row = await db.attempt.findUnique({ where: { id }, include: whole });
  return row && toAttempt(row);
}

/** The id of the user's open attempt at a quiz, whether its time has run out or not. */
export async function findOpen(db: Db, userId: string, slug: string): Promise<string | null> {
  return (await db.attempt.findFirst({ where: { userId, slug, submittedAt: null }, select: { id: true } }))?.id ?? null;
}

/** A page of summaries, newest first, below the attempt `before` (ids are UUIDv7: their order is the order of creation). */
export function findPage(db: Db, filter: { userId?: string; slug?: string; before?: string }, limit: number): Promise<SummaryRow[]> {
  const { before, ...where } = filter;
  return db.attempt.findMany({
    where: { ...where, ...(before && { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit,
    omit: heavy,
  });
}

/** How many attempts a user has started, by quiz. */
export async function countAttempts(db: Db, userId: string): Promise<Map<string, number>> {
  const groups = await db.attempt.groupBy({ by: ['slug'], where: { userId }, _count: true });
  return new Map(groups.map((group) => [group.slug, group._count]));
}

export type NewAttempt = Pick<
  Prisma.AttemptUncheckedCreateInput,
  'userId' | 'slug' | 'quizVersion' | 'number' | 'seed' | 'maxScoreHundredths'
> & { drawn: Drawn; startedAt: Date; expiresAt: Date | null };

/** Stores a new attempt; null when the user has an open one or another one of that number, as when two requests come at once. */
export async function insertAttempt(db: Db, attempt: NewAttempt): Promise<string | null> {
  const stored = await db.attempt.createManyAndReturn({ data: [attempt], skipDuplicates: true, select: { id: true } });
  return stored[0]?.id ?? null;
}

/** Saves one answer, or clears it with null; false, and nothing changed, when the attempt is submitted. Others saved meanwhile stay. */
export async function saveAnswer(db: Db, id: string, question: string, answer: Answer | null): Promise<boolean> {
  const changed =
    answer === null
      ? await db.$executeRaw`UPDATE attempts SET answers = answers - ${question}::text WHERE id = ${id}::uuid AND submitted_at IS NULL`
      : await db.$executeRaw`
          UPDATE attempts SET answers = answers || jsonb_build_object(${question}::text, ${JSON.stringify(answer)}::jsonb)
          WHERE id = ${id}::uuid AND submitted_at IS NULL`;
  return changed === 1;
}

/** How an attempt ends. */
export interface Ending {
  submittedAt: Date;
  secondsTaken: number;
  answers: Map<string, Answer>;
  results: Map<string, number>;
  scoreHundredths: number;
}

/** Ends an open attempt as `end` says of what is saved by then, in one transaction; one that has ended stays as it is. */
export async function endAttempt(db: PrismaClient, id: string, end: (attempt: Attempt) => Ending): Promise<void> {
  await db.$transaction(async (tx) => {
    // An answer that is being saved is awaited, and one that comes later finds the attempt submitted.
    await tx.$queryRaw`SELECT 1 FROM attempts WHERE id = ${id}::uuid FOR UPDATE`;
    const attempt = await findAttempt(tx, id);
    if (!attempt || attempt.submittedAt) return;
    const { answers, results, ...rest } = end(attempt);
    const data = { ...rest, answers: Object.fromEntries(answers), results: Object.fromEntries(results) };
    await tx.attempt.update({ where: { id }, data });
  });
}

const answersSchema = z.record(z.string(), answerSchema);
const resultsSchema = z.record(z.string(), z.int());

function toAttempt({ version, seed: _, ...row }: Prisma.AttemptGetPayload<{ include: typeof whole }>): Attempt {
  return {
    ...row,
    quiz: quizPackageSchema.parse(version).quiz,
    drawn: drawnSchema.parse(row.drawn),
    answers: new Map(Object.entries(answersSchema.parse(row.answers))),
    results: row.results === null ? null : new Map(Object.entries(resultsSchema.parse(row.results))),
  };
}
