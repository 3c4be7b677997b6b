import type { Config } from '../config.js';
import type { SubmissionEvents } from '../events.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../log.js';
import type { JudgementQueue } from '../queue.js';
import type { NewSubmission } from '../schemas/submission.js';
import type { User } from '../schemas/user.js';
import { authoriseRead, type ListFilter, listSubmissions, readSubmission } from './read.js';
import { submit } from './submit.js';
import { waitForVerdict, watchSubmission } from './watch.js';

export type SubmissionUseCases = ReturnType<typeof submissionUseCases>;

/** What a user can do with submissions, bound to the clients that it needs. */
export function submissionUseCases(parts: {
  db: PrismaClient;
  queue: Pick<JudgementQueue, 'add'>;
  events: SubmissionEvents;
  limits: Config['queue'];
  log: Logger;
}) {
  const { db, events } = parts;
  return {
    submit: (user: User, request: NewSubmission, idempotencyKey: string | null) => submit(parts, user, request, idempotencyKey),
    waitForVerdict: (id: string, seconds: number, signal: AbortSignal) => waitForVerdict(db, events, id, seconds, signal),
    read: (user: User, id: string) => readSubmission(db, user, id),
    list: (user: User, filter: ListFilter) => listSubmissions(db, user, filter),
    /** Authorised first, so that a refusal is a problem document and not an empty stream. */
    watch: async (user: User, id: string, after: bigint, signal: AbortSignal) => {
      await authoriseRead(db, user, id);
      return watchSubmission(db, events, id, after, signal);
    },
  };
}
