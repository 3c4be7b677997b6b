import { Problem } from '../errors.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Ticket } from '../queue.js';
import {
  detailsSchema,
  nothingSeen,
  type QueuePlace,
  type Submission,
  type SubmissionSummary,
  timingsSchema,
} from '../schemas/submission.js';
import type { User } from '../schemas/user.js';
import { judgementTypeIds, type Verdict } from '../schemas/verdict.js';
import { findOwner, findPage, findProgress, findWhole, type Progress, type SummaryRow, type WholeRow } from './store.js';

/**
 * @throws Problem `submission_not_found` also when it is someone else's: a learner cannot tell the two apart.
 */
export async function readSubmission(db: PrismaClient, user: User, id: string): Promise<Submission> {
  const row = await findWhole(db, id);
  if (!row || !mayRead(user, row.userId)) throw notFound(id);
  const [judgement] = row.judgements;
  return toSubmission(row, judgement?.state === 'queued' ? await placeInQueue(db, judgement) : null);
}

/** Where a queued judgement stands now. */
export async function placeInQueue(db: PrismaClient, ticket: Ticket): Promise<QueuePlace> {
  return estimate(await findProgress(db, ticket));
}

/** When those before it and it itself will be through, if as many are judged at once as now, and each takes as long as the last ones. Pure. */
export function estimate({ ahead, atWork, judgingMs }: Progress): QueuePlace {
  const rounds = (ahead + 1) / Math.max(atWork, 1);
  return { position: ahead + 1, estimatedSeconds: judgingMs === null ? null : Math.ceil((rounds * judgingMs) / 1000) };
}

/** @throws Problem `submission_not_found`, as readSubmission does. */
export async function authoriseRead(db: PrismaClient, user: User, id: string): Promise<void> {
  const owner = await findOwner(db, id);
  if (!owner || !mayRead(user, owner)) throw notFound(id);
}

export interface ListFilter {
  /** A user's id, or `all`. */
  owner?: string | undefined;
  /** A slug. */
  exercise?: string | undefined;
  /** Only those that came to it. */
  verdict?: Verdict | undefined;
  /** The id below which the page begins. */
  cursor?: string | undefined;
  limit: number;
}

/** The user's own submissions, newest first; staff may ask for another user's with `userId`, or everybody's with `all`. */
export async function listSubmissions(
  db: PrismaClient,
  user: User,
  { owner, exercise, verdict, cursor, limit }: ListFilter,
): Promise<{ items: SubmissionSummary[]; nextCursor: string | null }> {
  if (owner !== undefined && owner !== user.id && user.role === 'learner') {
    throw new Problem('forbidden', 'learners list their own submissions only: leave out `user`');
  }
  const filter = {
    ...(owner !== 'all' && { userId: owner ?? user.id }),
    ...(exercise !== undefined && { slug: exercise }),
    ...(verdict !== undefined && { verdict }),
    ...(cursor !== undefined && { before: cursor }),
  };
  const rows = await findPage(db, filter, limit + 1);
  const page = rows.slice(0, limit);
  return { items: page.map(toSummary), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function mayRead(user: User, owner: string): boolean {
  return user.id === owner || user.role !== 'learner';
}

function notFound(id: string): Problem {
  return new Problem('submission_not_found', `there is no submission ${id} that you may see`);
}

type Shown<Row extends SummaryRow | WholeRow, Key extends keyof Row> = Pick<Row, Key | 'id' | 'createdAt' | 'version' | 'judgements'>;

function toSummary(row: Shown<SummaryRow, never>): SubmissionSummary {
  const judgement = row.judgements[0];
  return {
    id: row.id,
    exercise: row.version.slug,
    state: judgement?.state ?? 'queued',
    verdict: judgement?.verdict ?? null,
    judgementTypeId: judgement?.verdict ? judgementTypeIds[judgement.verdict] : null,
    score: judgement?.score ?? null,
    maxScore: judgement?.maxScore ?? null,
    message: judgement?.message ?? null,
    createdAt: row.createdAt.toISOString(),
    verdictAt: judgement?.verdictAt?.toISOString() ?? null,
    judgedAt: judgement?.judgedAt?.toISOString() ?? null,
    quarantined: judgement?.quarantined ?? false,
  };
}

/** Without a judgement it is one that was queued just now. */
export function toSubmission(row: Shown<WholeRow, 'exerciseVersion' | 'files'>, queue: QueuePlace | null): Submission {
  const judgement = row.judgements[0];
  return {
    ...toSummary(row),
    exerciseVersion: row.exerciseVersion,
    files: row.files as Record<string, string>,
    // Judgements of old lack what was added to the details since.
    ...detailsSchema.parse({ ...nothingSeen, ...(judgement?.details as object | undefined) }),
    timings: judgement?.timings ? timingsSchema.parse(judgement.timings) : null,
    queue,
  };
}
