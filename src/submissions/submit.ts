import { createHash } from 'node:crypto';
import { Problem } from '../errors.js';
import { findCurrent } from '../exercises/store.js';
import { Prisma, type PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../log.js';
import type { JudgementQueue } from '../queue.js';
import type { NewSubmission } from '../schemas/submission.js';
import { checkFiles } from './check.js';
import { findByKey, insertSubmission, type NewRow } from './store.js';

interface Parts {
  db: PrismaClient;
  queue: Pick<JudgementQueue, 'add'>;
  log: Logger;
}

/**
 * Takes a submission: stores it with its judgement, then enqueues the judgement. From the moment it is stored it will be judged: an
 * enqueueing that fails is logged and left to the sweeper.
 * @param idempotencyKey the client's own name for this request; the same key and request give the same submission.
 * @returns the submission's id, and whether it is new.
 * @throws Problem when the exercise or a file is wrong, or the key stands for another request; then nothing is stored.
 */
export async function submit(
  { db, queue, log }: Parts,
  userId: string,
  request: NewSubmission,
  idempotencyKey: string | null,
): Promise<{ id: string; created: boolean }> {
  const requestDigest = digestOf(request);
  const earlier = idempotencyKey && (await earlierSubmission(db, userId, idempotencyKey, requestDigest));
  if (earlier) return { id: earlier, created: false };

  const exercise = await findCurrent(db, request.exercise);
  if (!exercise)
    throw new Problem('unknown_exercise', `there is no exercise ${JSON.stringify(request.exercise)}: GET /api/v1/exercises lists them`);
  checkFiles(request.files, exercise);

  const row = { userId, exerciseVersion: exercise.digest, files: request.files, idempotencyKey, requestDigest };
  const stored = await insertOnce(db, row);
  if (stored.judgementId) {
    await queue.add(stored.judgementId).catch((error: Error) => {
      log.warn({ judgement: stored.judgementId, error: error.message }, 'stored but not enqueued; the sweeper will');
    });
  }
  return { id: stored.id, created: stored.judgementId !== null };
}

/** Inserts, or finds what a request with the same key, sent at the same moment, has inserted. */
async function insertOnce(db: PrismaClient, row: NewRow): Promise<{ id: string; judgementId: string | null }> {
  try {
    return await insertSubmission(db, row);
  } catch (error) {
    const duplicate = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    if (!duplicate || row.idempotencyKey === null) throw error;
    const id = await earlierSubmission(db, row.userId, row.idempotencyKey, row.requestDigest);
    if (!id) throw error;
    return { id, judgementId: null };
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
function digestOf({ exercise, files }: NewSubmission): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([exercise, sorted]))
    .digest('hex');
}
