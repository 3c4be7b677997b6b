import type { PrismaClient } from '../generated/prisma/client.js';
import type { Details, Timings } from '../schemas/submission.js';
import type { Verdict } from '../schemas/verdict.js';
import type { Evidence } from './verdict.js';

export interface Assignment {
  id: string;
  submissionId: string;
  exerciseVersion: string;
  files: Record<string, string>;
  createdAt: Date;
  /** How often a worker has taken it up, this time included. It also names this try: what an earlier one writes late changes nothing. */
  tries: number;
  /** How many tries before ended in a fault of ours, with a worker that was fit. */
  faults: number;
  /** How many tries before ended with their worker: it neither finished nor handed back. */
  deaths: number;
}

/**
 * Takes a judgement up for judging, which begins with compiling, and counts the try; null when there is nothing left to judge. What an
 * earlier try has found is forgotten: only one whole try counts.
 * @param suspects whether to take one whose worker has died before.
 */
export async function takeUp(db: PrismaClient, id: string, suspects = true): Promise<Assignment | null> {
  const rows = await db.$queryRaw<Assignment[]>`
    WITH taken AS (
      UPDATE judgements SET tries = tries + 1, started_at = now(), state = 'compiling', verdict = NULL, verdict_at = NULL, message = NULL
      WHERE id = ${id}::uuid AND state NOT IN ('judged', 'cancelled') AND (${suspects} OR tries = faults + handed_back)
      RETURNING id, submission_id, exercise_version, created_at, tries, faults, tries - 1 - faults - handed_back AS deaths
    ), told AS (
      INSERT INTO submission_events (submission_id, judgement_id, state) SELECT submission_id, id, 'compiling' FROM taken
    )
    SELECT t.id::text, t.submission_id::text AS "submissionId", t.exercise_version AS "exerciseVersion", s.files,
           t.created_at AS "createdAt", t.tries, t.faults, t.deaths
    FROM taken t JOIN submissions s ON s.id = t.submission_id`;
  return rows[0] ?? null;
}

export async function isUnfinished(db: PrismaClient, id: string): Promise<boolean> {
  return (await db.judgement.count({ where: { id, state: { notIn: ['judged', 'cancelled'] } } })) > 0;
}

/** From compiling to running, and tells those who watch. */
export async function startRunning(db: PrismaClient, { id, tries }: Assignment): Promise<void> {
  await db.$executeRaw`
    WITH advanced AS (
      UPDATE judgements SET state = 'running' WHERE id = ${id}::uuid AND tries = ${tries}::int AND state = 'compiling'
      RETURNING id, submission_id
    )
    INSERT INTO submission_events (submission_id, judgement_id, state) SELECT submission_id, id, 'running' FROM advanced`;
}

/** Back to the queue, and tells those who watch. @param fault whether the try ended in a fault that is counted against the judgement. */
export async function giveUp(db: PrismaClient, { id, tries }: Assignment, fault: boolean): Promise<void> {
  await db.$executeRaw`
    WITH given AS (
      UPDATE judgements SET state = 'queued', verdict = NULL, verdict_at = NULL, message = NULL,
             faults = faults + ${fault ? 1 : 0}::int, handed_back = handed_back + ${fault ? 0 : 1}::int
      WHERE id = ${id}::uuid AND tries = ${tries}::int AND state IN ('compiling', 'running')
      RETURNING id, submission_id
    )
    INSERT INTO submission_events (submission_id, judgement_id, state) SELECT submission_id, id, 'queued' FROM given`;
}

/** Writes down the first evidence against a submission while its runs go on, and tells those who watch. */
export async function tellEvidence(db: PrismaClient, { id, tries }: Assignment, { verdict, message }: Evidence): Promise<void> {
  await db.$executeRaw`
    WITH told AS (
      UPDATE judgements SET verdict = ${verdict}::verdict, verdict_at = now(), message = ${message}
      WHERE id = ${id}::uuid AND tries = ${tries}::int AND state = 'running'
      RETURNING id, submission_id, state, verdict
    )
    INSERT INTO submission_events (submission_id, judgement_id, state, verdict) SELECT submission_id, id, state, verdict FROM told`;
}

export interface Result {
  verdict: Verdict;
  score: number | null;
  maxScore: number | null;
  message: string;
  details: Details | null;
  timings: Timings | null;
  image: string | null;
  /** Whether it is not to be judged again without somebody's look at it. */
  quarantined?: boolean;
}

/** Records the result and ends the judgement, in one statement; false, and nothing changed, when it has ended already. */
export async function record(db: PrismaClient, { id }: Assignment, result: Result): Promise<boolean> {
  const { verdict, score, maxScore, message, details, timings, image, quarantined = false } = result;
  const told = await db.$executeRaw`
    WITH judged AS (
      UPDATE judgements SET state = 'judged', verdict = ${verdict}::verdict, verdict_at = coalesce(verdict_at, now()), judged_at = now(),
             score = ${score}::int, max_score = ${maxScore}::int, message = ${message}, image = ${image}, quarantined = ${quarantined},
             details = ${asJson(details)}::jsonb, timings = ${asJson(timings)}::jsonb
      WHERE id = ${id}::uuid AND state NOT IN ('judged', 'cancelled')
      RETURNING id, submission_id, verdict
    )
    INSERT INTO submission_events (submission_id, judgement_id, state, verdict) SELECT submission_id, id, 'judged', verdict FROM judged`;
  return told === 1;
}

function asJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
