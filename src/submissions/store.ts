import type { Prisma, PrismaClient } from '../generated/prisma/client.js';
import type { State, Verdict } from '../schemas/verdict.js';

export interface NewRow {
  userId: string;
  exerciseVersion: string;
  files: Record<string, string>;
  idempotencyKey: string | null;
  requestDigest: string;
}

/** Stores a submission with its first judgement and event, all or nothing. */
export async function insertSubmission(db: PrismaClient, row: NewRow): Promise<{ id: string; judgementId: string }> {
  return db.$transaction(async (tx) => {
    const { id } = await tx.submission.create({ data: row, select: { id: true } });
    const judgement = await tx.judgement.create({ data: { submissionId: id, exerciseVersion: row.exerciseVersion }, select: { id: true } });
    await tx.submissionEvent.create({ data: { submissionId: id, judgementId: judgement.id, state: 'queued' } });
    return { id, judgementId: judgement.id };
  });
}

export function findByKey(db: PrismaClient, userId: string, idempotencyKey: string) {
  return db.submission.findUnique({
    where: { userId_idempotencyKey: { userId, idempotencyKey } },
    select: { id: true, requestDigest: true },
  });
}

const summary = {
  version: { select: { slug: true } },
  judgements: { orderBy: { id: 'desc' }, take: 1, omit: { details: true, timings: true } },
} as const satisfies Prisma.SubmissionInclude;

const whole = {
  version: { select: { slug: true } },
  judgements: { orderBy: { id: 'desc' }, take: 1 },
} as const satisfies Prisma.SubmissionInclude;

export type SummaryRow = Prisma.SubmissionGetPayload<{ include: typeof summary; omit: { files: true } }>;
export type WholeRow = Prisma.SubmissionGetPayload<{ include: typeof whole }>;

export function findWhole(db: PrismaClient, id: string): Promise<WholeRow | null> {
  return db.submission.findUnique({ where: { id }, include: whole });
}

export async function findOwner(db: PrismaClient, id: string): Promise<string | null> {
  return (await db.submission.findUnique({ where: { id }, select: { userId: true } }))?.userId ?? null;
}

/** A page of summaries, newest first, below the submission `before` (ids are UUIDv7: their order is the order of creation). */
export function findPage(
  db: PrismaClient,
  filter: { userId?: string; slug?: string; before?: string },
  limit: number,
): Promise<SummaryRow[]> {
  return db.submission.findMany({
    where: {
      ...(filter.userId && { userId: filter.userId }),
      ...(filter.slug && { version: { slug: filter.slug } }),
      ...(filter.before && { id: { lt: filter.before } }),
    },
    orderBy: { id: 'desc' },
    take: limit,
    include: summary,
    omit: { files: true },
  });
}

export interface EventRow {
  id: bigint;
  state: State;
  verdict: Verdict | null;
  createdAt: Date;
}

export function findEvents(db: PrismaClient, submissionId: string, after: bigint): Promise<EventRow[]> {
  return db.submissionEvent.findMany({
    where: { submissionId, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: 1000,
    select: { id: true, state: true, verdict: true, createdAt: true },
  });
}

export function findLatestEvent(db: PrismaClient, submissionId: string): Promise<EventRow | null> {
  return db.submissionEvent.findFirst({
    where: { submissionId },
    orderBy: { id: 'desc' },
    select: { id: true, state: true, verdict: true, createdAt: true },
  });
}

/** Judgements that are on their way, oldest first. */
export async function findUnfinished(db: PrismaClient, after: string | null, limit: number): Promise<string[]> {
  const rows = await db.judgement.findMany({
    where: { state: { in: ['queued', 'compiling', 'running'] }, ...(after && { id: { gt: after } }) },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
