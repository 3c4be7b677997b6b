import { findVersion } from '../exercises/store.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../log.js';
import { HandedBack } from '../queue.js';
import { type Limits, limitsOf } from '../sandbox/container.js';
import { giveBack, recordFailure } from './give-back.js';
import { judgeFiles, type SandboxParts } from './judge-files.js';
import { isUnfinished, record, startRunning, takeUp, tellEvidence } from './store.js';

/** After so many tries that ended with their worker's death, the verdict is `judge_error`, and the judgement is quarantined. */
const maxDeaths = 3;

/** The same after so many tries in all: one that takes the engine down each time does not come to an end otherwise. */
const maxTries = 100;

export interface JudgeParts extends SandboxParts {
  db: PrismaClient;
  log: Logger;
}

interface Terms {
  /** Whether to judge one whose worker has died before. It may take this worker down, too, and with it what is judged beside it. */
  suspects?: boolean;
  /** Its abortion hands back what is being judged. */
  stop?: AbortSignal;
}

/**
 * Judges one judgement from its row to its recorded verdict. Safe to call twice, or for one that is gone or has ended.
 * @returns `suspect` when it was left alone for that reason, else `done`.
 * @throws HandedBack when it is back in the queue without anybody's fault; any other error for a fault of ours that is counted. The row is
 *   `queued` then, and it should be tried again.
 */
export async function judge(
  parts: JudgeParts,
  judgementId: string,
  { suspects = true, stop = new AbortController().signal }: Terms = {},
): Promise<'done' | 'suspect'> {
  const { db, log } = parts;
  const judgement = await takeUp(db, judgementId, suspects);
  if (!judgement) return !suspects && (await isUnfinished(db, judgementId)) ? 'suspect' : 'done';
  const taken = Date.now();
  let limits: Limits | null = null;
  try {
    if (judgement.deaths >= maxDeaths || judgement.tries > maxTries) {
      log.error(
        { judgement: judgement.id, submission: judgement.submissionId, tries: judgement.tries },
        'quarantined: its worker or engine died each time',
      );
      await recordFailure(parts, judgement, true);
      return 'done';
    }
    const exercise = await findVersion(db, judgement.exerciseVersion);
    limits = limitsOf(exercise.manifest, parts.sandboxConfig.ceilings);
    const { outcome, timings } = await unlessStopped(
      stop,
      judgeFiles(parts, exercise, judgement.files, {
        listener: {
          running: () => startRunning(db, judgement),
          evidence: (evidence) => tellEvidence(db, judgement, evidence),
        },
      }),
    );
    const { verdict, score, maxScore, message, ...details } = outcome;
    await record(db, judgement, {
      verdict,
      score,
      maxScore,
      message,
      details,
      timings: { queuedMs: taken - judgement.createdAt.getTime(), ...timings, totalMs: Date.now() - taken },
      image: parts.sandbox.image,
    });
    log.info({ judgement: judgementId, verdict, ms: Date.now() - judgement.createdAt.getTime() }, 'judged');
    return 'done';
  } catch (error) {
    await giveBack(parts, judgement, error as Error, stop);
    return 'done';
  } finally {
    if (limits && !stop.aborted) parts.sandbox.refill(limits);
  }
}

/** The promise's outcome. @throws HandedBack as soon as `stop` aborts; what the promise comes to then is nobody's concern. */
async function unlessStopped<T>(stop: AbortSignal, promise: Promise<T>): Promise<T> {
  let stopped = () => {};
  const abortion = new Promise<never>((_, reject) => {
    stopped = () => reject(new HandedBack('its worker stops'));
    if (stop.aborted) stopped();
    stop.addEventListener('abort', stopped);
  });
  promise.catch(() => {});
  try {
    return await Promise.race([promise, abortion]);
  } finally {
    stop.removeEventListener('abort', stopped);
  }
}
