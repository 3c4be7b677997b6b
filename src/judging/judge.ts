import { SandboxError } from '../errors.js';
import { findVersion } from '../exercises/store.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../log.js';
import { type Limits, limitsOf } from '../sandbox/container.js';
import { judgeFiles, type SandboxParts } from './judge-files.js';
import { type Assignment, advance, record, takeUp, tellEvidence } from './store.js';

/** After so many tries that ended in a fault of ours, or in the worker's death, the verdict is `judge_error`. */
const maxTries = 5;

export interface JudgeParts extends SandboxParts {
  db: PrismaClient;
  log: Logger;
}

/**
 * Judges one judgement from its row to its recorded verdict. Safe to call twice, or for one that is gone or has ended.
 * @throws when a fault of ours kept it from a verdict and it should be tried again; the row is `queued` then.
 */
export async function judge(parts: JudgeParts, judgementId: string): Promise<void> {
  const { db, log } = parts;
  const judgement = await takeUp(db, judgementId);
  if (!judgement) return;
  const taken = Date.now();
  let limits: Limits | null = null;
  try {
    if (judgement.tries > maxTries) throw new SandboxError(`its worker died ${maxTries} times`);
    const exercise = await findVersion(db, judgement.exerciseVersion);
    limits = limitsOf(exercise.manifest, parts.sandboxConfig.ceilings);
    const { outcome, timings } = await judgeFiles(parts, exercise, judgement.files, {
      listener: {
        running: () => advance(db, judgement, 'running'),
        evidence: (evidence) => tellEvidence(db, judgement, evidence),
      },
    });
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
  } catch (error) {
    await giveBack(parts, judgement, error as Error);
  } finally {
    if (limits) parts.sandbox.refill(limits);
  }
}

/** After a fault of ours: back into the queue, or, after the last try, recorded as `judge_error`. */
async function giveBack({ db, log, sandbox }: JudgeParts, judgement: Assignment, error: Error): Promise<void> {
  log.error({ judgement: judgement.id, tries: judgement.tries, error: error.message, stack: error.stack }, 'a fault of ours');
  if (judgement.tries < maxTries) {
    await advance(db, judgement, 'queued');
    throw error;
  }
  await record(db, judgement, {
    verdict: 'judge_error',
    score: null,
    maxScore: null,
    message: 'The judge failed, not you: this does not count, and the staff can judge it again.',
    details: null,
    timings: null,
    image: sandbox.image,
  });
}
