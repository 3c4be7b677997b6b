import type { SubmissionEvents } from '../events.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { SubmissionEvent } from '../schemas/submission.js';
import { type EventRow, findEvents, findLatestEvent } from './store.js';

/**
 * The changes of state of a submission after the event `after`, those already stored first, then each as it happens; ends when the
 * submission is judged or cancelled, or when `signal` aborts. Rows are the truth, a notification only wakes: so it works the same for
 * one who comes late, reconnects, or watches from another process.
 */
export async function* watchSubmission(
  db: PrismaClient,
  events: SubmissionEvents,
  submissionId: string,
  after: bigint,
  signal: AbortSignal,
): AsyncGenerator<SubmissionEvent> {
  let wake = () => {};
  let changed = false;
  const stop = events.watch(submissionId, () => {
    changed = true;
    wake();
  });
  const aborted = () => wake();
  signal.addEventListener('abort', aborted);
  try {
    let last = after;
    while (!signal.aborted) {
      changed = false;
      const rows = await findEvents(db, submissionId, last);
      for (const row of rows) yield toEvent(row);
      last = rows.at(-1)?.id ?? last;
      // One who reconnects after the verdict has nothing to wait for. What has come since the rows were read is not seen yet.
      const latest = rows.at(-1) ?? (await findLatestEvent(db, submissionId));
      if (latest && latest.id > last) continue;
      if (latest && isFinal(latest)) return;
      // Set before looking at `changed`: a notification in between must not be missed.
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!changed && !signal.aborted) await woken;
    }
  } finally {
    stop();
    signal.removeEventListener('abort', aborted);
  }
}

function isFinal(row: EventRow): boolean {
  return row.state === 'judged' || row.state === 'cancelled';
}

function toEvent(row: EventRow): SubmissionEvent {
  return { id: String(row.id), state: row.state, verdict: row.verdict, at: row.createdAt.toISOString() };
}

/** Returns when the submission is judged or cancelled, or after `seconds`, or when `signal` aborts; whichever comes first. */
export async function waitForVerdict(
  db: PrismaClient,
  events: SubmissionEvents,
  submissionId: string,
  seconds: number,
  signal: AbortSignal,
): Promise<void> {
  const enough = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
  for await (const _event of watchSubmission(db, events, submissionId, 0n, enough));
}
