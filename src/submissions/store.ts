import type { Prisma, PrismaClient } from '../generated/prisma/client.js';
import type { Ticket } from '../queue.js';
import type { Lane, State, Verdict } from '../schemas/verdict.js';
import type { Backlog } from './admit.js';

export interface NewRow {
  userId: string;
  exerciseVersion: string;
  files: Record<string, string>;
  idempotencyKey: string | null;
  requestDigest: string;
  /** By what it is followed: see src/trail.ts. */
  requestId?: string | null;
  traceparent?: string | null;
}

/** A submission that has just been stored, and what the queue is to know of it. */
export interface Placed {
  id: string;
  createdAt: Date;
  ticket: Ticket;
}

/** Whose it is, and which of the user's queued judgements it cancels: those of an exercise, or none. */
interface Replaced {
  userId: string;
  /** A slug, or null. */
  superseded: string | null;
}

/**
 * The backlog as a new submission finds it. The states stand in the text and are no parameters: so PostgreSQL sees that the partial index
 * covers them. The user's own are counted apart, from the user's submissions, which are few: joined with everybody's, each that waits would
 * be looked up.
 */
export async function findBacklog(db: PrismaClient, { userId, superseded }: Replaced, lane: Lane): Promise<Backlog> {
  const rows = await db.$queryRaw<Backlog[]>`
    WITH own AS (
      SELECT j.lane, j.turn, j.state = 'queued' AND (v.slug = ${superseded}) IS TRUE AS superseded
      FROM submissions s JOIN judgements j ON j.submission_id = s.id JOIN exercise_versions v ON v.digest = s.exercise_version
      WHERE s.user_id = ${userId}::uuid AND j.state IN ('queued', 'compiling', 'running')
    ), everybody AS (
      SELECT count(*)::int AS all, min(turn) FILTER (WHERE lane = ${lane}::lane) AS first
      FROM judgements WHERE state IN ('queued', 'compiling', 'running')
    )
    SELECT count(*) FILTER (WHERE NOT superseded)::int AS own,
           max(turn) FILTER (WHERE NOT superseded AND lane = ${lane}::lane) AS "ownLast",
           (SELECT everybody.all FROM everybody) - count(*) FILTER (WHERE superseded)::int AS all,
           (SELECT first FROM everybody) AS first
    FROM own`;
  return rows[0] as Backlog;
}

/**
 * Stores a submission with its first judgement and event, and cancels what it supersedes, all or nothing. In one statement: where all
 * processors are in use, each more is a wait of its own (`npm run bench -- api`). One that a worker has taken up meanwhile goes on:
 * whoever comes first changes the state.
 * @returns null when the user has used the idempotency key before; then nothing has changed.
 */
export async function insertSubmission(
  db: PrismaClient,
  row: NewRow,
  { lane, turn, superseded }: { lane: Lane; turn: number; superseded: string | null },
): Promise<Placed | null> {
  const { userId, exerciseVersion, files, idempotencyKey, requestDigest, requestId = null, traceparent = null } = row;
  const [stored] = await db.$queryRaw<{ id: string; createdAt: Date; judgement: string }[]>`
    WITH submission AS (
      INSERT INTO submissions (user_id, exercise_version, files, idempotency_key, request_digest, request_id, traceparent)
      VALUES (${userId}::uuid, ${exerciseVersion}, ${JSON.stringify(files)}::jsonb, ${idempotencyKey}, ${requestDigest}, ${requestId}, ${traceparent})
      ON CONFLICT (user_id, idempotency_key) DO NOTHING
      RETURNING id, created_at
    ), judgement AS (
      INSERT INTO judgements (submission_id, exercise_version, lane, turn)
      SELECT id, ${exerciseVersion}, ${lane}::lane, ${turn}::int FROM submission RETURNING id, submission_id
    ), cancelled AS (
      UPDATE judgements j SET state = 'cancelled'
      FROM submission new, submissions s JOIN exercise_versions v ON v.digest = s.exercise_version
      WHERE s.id = j.submission_id AND s.user_id = ${userId}::uuid AND v.slug = ${superseded} AND j.state = 'queued'
      RETURNING j.id, j.submission_id
    ), event AS (
      INSERT INTO submission_events (submission_id, judgement_id, state)
      SELECT submission_id, id, 'queued'::state FROM judgement UNION ALL SELECT submission_id, id, 'cancelled' FROM cancelled
    )
    SELECT s.id::text, s.created_at AS "createdAt", j.id::text AS judgement FROM submission s, judgement j`;
  return stored ? { id: stored.id, createdAt: stored.createdAt, ticket: { id: stored.judgement, lane, turn } } : null;
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

interface PageFilter {
  userId?: string;
  slug?: string;
  verdict?: Verdict;
  before?: string;
}

/** A page of summaries, newest first, below the submission `before` (ids are UUIDv7: their order is the order of creation). */
export async function findPage(db: PrismaClient, filter: PageFilter, limit: number): Promise<SummaryRow[]> {
  return db.submission.findMany({
    where: await pageWhere(db, filter, limit),
    orderBy: { id: 'desc' },
    take: limit,
    include: summary,
    omit: { files: true },
  });
}

async function pageWhere(db: PrismaClient, filter: PageFilter, limit: number): Promise<Prisma.SubmissionWhereInput> {
  const { userId, slug, verdict, before } = filter;
  if (slug && !userId && !verdict) return { id: { in: await findIdsOfExercise(db, slug, before ?? lastId, limit) } };
  return {
    ...(userId && { userId }),
    ...(slug && { version: { slug } }),
    ...(verdict && { judgements: { some: { verdict } } }),
    ...(before && { id: { lt: before } }),
  };
}

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Of everybody. A few from the index for each version of the exercise: joined in one, PostgreSQL would walk through all submissions, newest
 * first, until it had found enough of this exercise.
 */
async function findIdsOfExercise(db: PrismaClient, slug: string, before: string, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT newest.id::text FROM exercise_versions v CROSS JOIN LATERAL (
      SELECT id FROM submissions WHERE exercise_version = v.digest AND id < ${before}::uuid ORDER BY id DESC LIMIT ${limit}
    ) newest
    WHERE v.slug = ${slug} ORDER BY newest.id DESC LIMIT ${limit}`;
  return rows.map(({ id }) => id);
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
export function findUnfinished(db: PrismaClient, after: string | null, limit: number): Promise<Ticket[]> {
  return db.$queryRaw<Ticket[]>`
    SELECT id::text, lane::text, turn FROM judgements
    WHERE state IN ('queued', 'compiling', 'running') AND (${after}::uuid IS NULL OR id > ${after}::uuid)
    ORDER BY id LIMIT ${limit}`;
}

/** The queue as an operator watches it: a row for each lane and state, also for those without any. */
interface QueueFigures {
  backlog: { lane: Lane; state: State; count: number; oldestSeconds: number }[];
  quarantined: number;
}

export async function findQueueFigures(db: PrismaClient): Promise<QueueFigures> {
  const backlog = await db.$queryRaw<QueueFigures['backlog']>`
    WITH unfinished AS (SELECT lane, state, created_at FROM judgements WHERE state IN ('queued', 'compiling', 'running'))
    SELECT l.lane::text, s.state::text, count(u.lane)::int AS count,
           coalesce(extract(epoch FROM now() - min(min(u.created_at)) OVER (PARTITION BY l.lane)), 0)::float8 AS "oldestSeconds"
    FROM unnest(enum_range(NULL::lane)) AS l (lane)
    CROSS JOIN unnest(ARRAY['queued', 'compiling', 'running']::state[]) AS s (state)
    LEFT JOIN unfinished u ON u.lane = l.lane AND u.state = s.state
    GROUP BY l.lane, s.state`;
  return { backlog, quarantined: await db.judgement.count({ where: { quarantined: true } }) };
}

/** What the estimate of a queued judgement rests on. */
export interface Progress {
  /** How many are queued before it. */
  ahead: number;
  /** How many are being judged. */
  atWork: number;
  /** Milliseconds that the newest judgements took from the worker to the verdict, on average; null without any. */
  judgingMs: number | null;
}

export async function findProgress(db: PrismaClient, { id, lane, turn }: Ticket): Promise<Progress> {
  const rows = await db.$queryRaw<Progress[]>`
    SELECT count(*) FILTER (WHERE state = 'queued' AND (lane, turn, id) < (${lane}::lane, ${turn}::int, ${id}::uuid))::int AS ahead,
           count(*) FILTER (WHERE state <> 'queued')::int AS "atWork",
           (SELECT avg(extract(epoch FROM judged_at - started_at) * 1000)::float8
            FROM (SELECT judged_at, started_at FROM judgements WHERE judged_at IS NOT NULL ORDER BY judged_at DESC LIMIT 20) newest
           ) AS "judgingMs"
    FROM judgements WHERE state IN ('queued', 'compiling', 'running')`;
  return rows[0] as Progress;
}
