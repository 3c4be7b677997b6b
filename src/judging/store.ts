import type { PrismaClient } from '../generated/prisma/client.js';
import type { Details, Timings } from '../schemas/submission.js';
import type { Verdict } from '../schemas/verdict.js';

export interface Assignment {
  id: string;
  submissionId: string;
  exerciseVersion: string;
  files: Record<string, string>;
  createdAt: Date;
  /** How often a worker has taken it up, this time included. */
  tries: number;
}

/** Takes a judgement up for judging and counts the try; null when there is nothing left to judge. */
export async function takeUp(db: PrismaClient, id: string): Promise<Assignment | null> {
  const open = { id, state: { notIn: ['judged', 'cancelled'] as ('judged' | 'cancelled')[] } };
  const taken = await db.judgement.updateManyAndReturn({
    where: open,
    data: { tries: { increment: 1 }, startedAt: new Date() },
    select: { submissionId: true, exerciseVersion: true, createdAt: true, tries: true, submission: { select: { files: true } } },
  });
  const row = taken[0];
  return row ? { id, ...row, files: row.submission.files as Record<string, string> } : null;
}

/** Moves an unfinished judgement to another state, and tells those who watch. A judgement that has ended stays ended. */
export async function advance(db: PrismaClient, judgement: Assignment, state: 'queued' | 'compiling' | 'running'): Promise<void> {
  const { id, submissionId } = judgement;
  await db.$transaction(async (tx) => {
    const { count } = await tx.judgement.updateMany({ where: { id, state: { notIn: ['judged', 'cancelled'] } }, data: { state } });
    if (count === 1) await tx.submissionEvent.create({ data: { submissionId, judgementId: id, state } });
  });
}

export interface Result {
  verdict: Verdict;
  score: number | null;
  maxScore: number | null;
  message: string;
  details: Details | null;
  timings: Timings | null;
  image: string | null;
}

/** Records the result and ends the judgement, in one transaction; false, and nothing changed, when it has ended already. */
export async function record(db: PrismaClient, judgement: Assignment, { details, timings, ...rest }: Result): Promise<boolean> {
  const { id, submissionId } = judgement;
  return db.$transaction(async (tx) => {
    const { count } = await tx.judgement.updateMany({
      where: { id, state: { notIn: ['judged', 'cancelled'] } },
      data: { ...rest, state: 'judged', judgedAt: new Date(), ...(details && { details }), ...(timings && { timings }) },
    });
    if (count === 0) return false;
    await tx.submissionEvent.create({ data: { submissionId, judgementId: id, state: 'judged', verdict: rest.verdict } });
    return true;
  });
}
