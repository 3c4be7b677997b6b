import { createHash } from 'node:crypto';
import type { Config } from '../config.js';
import { Problem } from '../errors.js';
import { findCurrent } from '../exercises/store.js';
import { Prisma, type PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../log.js';
import { submissionsTaken } from '../metrics.js';
import type { JudgementQueue } from '../queue.js';
import type { NewSubmission } from '../schemas/submission.js';
import type { User } from '../schemas/user.js';
import { traced } from '../tracing.js';
import { currentTrail, note } from '../trail.js';
import { admit, nextTurn } from './admit.js';
import { checkFiles } from './check.js';
import { findByKey, insertSubmission, type NewRow } from './store.js';

interface Parts {
  db: PrismaClient;
  queue: Pick<JudgementQueue, 'add'>;
  limits: Config['queue'];
  log: Logger;
}

/**
 * Takes a submission: stores it with its judgement, then enqueues the judgement. From the moment it is stored it will be judged: an
 * enqueueing that fails is logged and left to the sweeper.
 * @param idempotencyKey the client's own name for this request; the same key and request give the same submission.
 * @returns the submission's id, and whether it is new.
 * @throws Problem when the exercise or a file is wrong, the key stands for another request, or the queue is full; then nothing is stored.
 */
export async function submit(
  { db, queue, limits, log }: Parts,
  user: Pick<User, 'id' | 'role'>,
  request: NewSubmission,
  idempotencyKey: string | null,
): Promise<{ id: string; created: boolean }> {
  if (request.bulk && user.role === 'learner') throw new Problem('forbidden', 'only staff hand in bulk work: leave out `bulk`');
  const requestDigest = digestOf(request);
  const earlier = idempotencyKey && (await earlierSubmission(db, user.id, idempotencyKey, requestDigest));
  if (earlier) return { id: earlier, created: false };

  const exercise = await findCurrent(db, request.exercise);
  if (!exercise)
    throw new Problem('unknown_exercise', `there is no exercise ${JSON.stringify(request.exercise)}: GET /api/v1/exercises lists them`);
  checkFiles(request.files, exercise);

  const lane = request.bulk ? 'bulk' : 'live';
  const { request: requestId = null, traceparent = null } = currentTrail();
  const content = { userId: user.id, exerciseVersion: exercise.digest, files: request.files };
  const row = { ...content, idempotencyKey, requestDigest, requestId, traceparent };
  const stored = await traced('store', 'internal', {}, () =>
    orEarlier(db, row, () =>
      insertSubmission(db, row, { slug: exercise.slug, lane, supersede: request.supersede }, (backlog) => {
        admit(backlog, limits, lane);
        return nextTurn(backlog);
      }),
    ),
  );
  const { ticket } = stored;
  if (ticket) {
    note({ submission: stored.id, judgement: ticket.id });
    submissionsTaken.inc();
    await traced('enqueue', 'producer', {}, () => queue.add(ticket)).catch((error: Error) => {
      log.warn({ judgement: ticket.id, error: error.message }, 'stored but not enqueued; the sweeper will');
    });
  }
  return { id: stored.id, created: ticket !== null };
}

/** Inserts, or finds what a request with the same key, sent at the same moment, has inserted. */
async function orEarlier<T>(db: PrismaClient, row: NewRow, insert: () => Promise<T>): Promise<T | { id: string; ticket: null }> {
  try {
    return await insert();
  } catch (error) {
    const duplicate = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    if (!duplicate || row.idempotencyKey === null) throw error;
    const id = await earlierSubmission(db, row.userId, row.idempotencyKey, row.requestDigest);
    if (!id) throw error;
    return { id, ticket: null };
  }
}

async function earlierSubmission(db: PrismaClient, userId: string, key: string, digest: string): Promise<string | null> {
  const found = await findByKey(db, userId, key);
  if (found && found.requestDigest !== digest) {
    throw new Problem('idempotency_key_reused', `the key ${JSON.stringify(key)} was used for a different body: choose a new one`, {
      submission: found.id,
    });
  }
  return found?.id ?? null;
}

/** The same for two requests that mean the same, whatever the order of their files. */
function digestOf({ exercise, files, supersede, bulk }: NewSubmission): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([exercise, sorted, ...(supersede ? ['supersede'] : []), ...(bulk ? ['bulk'] : [])]))
    .digest('hex');
}
