import { createHash } from 'node:crypto';
import type { Config } from '../config.js';
import { Problem } from '../errors.js';
import { findCurrent } from '../exercises/store.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../log.js';
import { submissionsTaken } from '../metrics.js';
import type { JudgementQueue, Ticket } from '../queue.js';
import type { ExercisePackage } from '../schemas/exercise.js';
import type { NewSubmission, Submission } from '../schemas/submission.js';
import type { User } from '../schemas/user.js';
import { traced } from '../tracing.js';
import { currentTrail, note } from '../trail.js';
import { admit, nextTurn } from './admit.js';
import { checkFiles } from './check.js';
import { oneAtATime } from './one-at-a-time.js';
import { placeInQueue, readSubmission, toSubmission } from './read.js';
import { findBacklog, findByKey, insertSubmission, type Placed } from './store.js';

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
 * @returns the submission: queued, or, where the key was known, as it stands.
 * @throws Problem when the exercise or a file is wrong, the key stands for another request, or the queue is full; then nothing is stored.
 */
export async function submit(parts: Parts, user: User, request: NewSubmission, idempotencyKey: string | null): Promise<Submission> {
  if (request.bulk && user.role === 'learner') throw new Problem('forbidden', 'only staff hand in bulk work: leave out `bulk`');
  // Else many at once would all see room for one more; and while one user's wait for each other, they keep no connection from others.
  // With several API processes there may be one more for each.
  const taken = await oneAtATime(user.id, () => take(parts, user.id, request, idempotencyKey));
  if ('earlier' in taken) return readSubmission(parts.db, user, taken.earlier);
  const { stored, exercise } = taken;
  note({ submission: stored.id, judgement: stored.ticket.id });
  submissionsTaken.inc();
  // It is taken, whatever happens to the rest; and what is known need not be read again.
  const [queue] = await Promise.all([placeInQueue(parts.db, stored.ticket).catch(() => null), enqueue(parts, stored.ticket)]);
  const { slug, digest: exerciseVersion } = exercise;
  return toSubmission({ ...stored, exerciseVersion, files: request.files, version: { slug }, judgements: [] }, queue);
}

type Taken = { earlier: string } | { stored: Placed; exercise: ExercisePackage };

/** Looks, decides, stores: of each only one query's wait. */
async function take({ db, limits }: Parts, userId: string, request: NewSubmission, idempotencyKey: string | null): Promise<Taken> {
  const { files } = request;
  const requestDigest = digestOf(request);
  const lane = request.bulk ? 'bulk' : 'live';
  const superseded = request.supersede ? request.exercise : null;
  const [earlier, exercise, backlog] = await Promise.all([
    idempotencyKey === null ? null : findEarlier(db, userId, idempotencyKey, requestDigest),
    findCurrent(db, request.exercise),
    findBacklog(db, { userId, superseded }, lane),
  ]);
  if (earlier) return { earlier };
  if (!exercise)
    throw new Problem('unknown_exercise', `there is no exercise ${JSON.stringify(request.exercise)}: GET /api/v1/exercises lists them`);
  checkFiles(files, exercise);
  admit(backlog, limits, lane);
  const { request: requestId = null, traceparent = null } = currentTrail();
  const row = { userId, exerciseVersion: exercise.digest, files, idempotencyKey, requestDigest, requestId, traceparent };
  const place = { lane, turn: nextTurn(backlog), superseded } as const;
  const stored = await traced('store', 'internal', {}, () => insertSubmission(db, row, place));
  if (stored) return { stored, exercise };
  // A request with the same key, sent to another process in the same moment, came first.
  const first = idempotencyKey && (await findEarlier(db, userId, idempotencyKey, requestDigest));
  if (!first) throw new Error('a submission was not stored, and no other has its key');
  return { earlier: first };
}

async function enqueue({ queue, log }: Pick<Parts, 'queue' | 'log'>, ticket: Ticket): Promise<void> {
  await traced('enqueue', 'producer', {}, () => queue.add(ticket)).catch((error: Error) => {
    log.warn({ judgement: ticket.id, error: error.message }, 'stored but not enqueued; the sweeper will');
  });
}

async function findEarlier(db: PrismaClient, userId: string, key: string, digest: string): Promise<string | null> {
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
