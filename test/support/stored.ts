import type { PrismaClient } from '../../src/generated/prisma/client.js';
import { insertSubmission, type Placed } from '../../src/submissions/store.js';
import { submissionOf, tinyExercise } from './tiny-exercise.js';

/** Stores a submission of the first user to the tiny exercise, past the API; it is not enqueued. */
export async function storeSubmission(db: PrismaClient, source: string, turn: number): Promise<Placed> {
  const { id: userId } = await db.user.findFirstOrThrow();
  const { files } = submissionOf(source);
  const row = { userId, exerciseVersion: tinyExercise.digest, files, idempotencyKey: null, requestDigest: '' };
  const stored = await insertSubmission(db, row, { lane: 'live', turn, superseded: null });
  if (!stored) throw new Error('a submission without an idempotency key was not stored');
  return stored;
}
