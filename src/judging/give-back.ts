import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxError } from '../errors.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../log.js';
import { judgeErrors, judgeHandedBack } from '../metrics.js';
import { HandedBack } from '../queue.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { observeVerdict } from './observe.js';
import { type Assignment, giveUp, record } from './store.js';

/** After so many tries that ended in a fault of ours, though the sandbox was fit, the verdict is `judge_error`. */
const maxFaults = 5;

/** How long a worker holds a judgement that it cannot give back, because the database does not answer; milliseconds. */
const patienceMs = 10 * 60_000;

interface Parts {
  db: PrismaClient;
  log: Logger;
  sandbox: Sandbox;
}

/**
 * After a try that came to no verdict: back into the queue, or, after the last fault, recorded as `judge_error`.
 * @throws HandedBack or the error, as judge() does, unless it was recorded.
 */
export async function giveBack(parts: Parts, judgement: Assignment, error: Error, stop: AbortSignal): Promise<void> {
  const { db, log, sandbox } = parts;
  const { id, tries, faults } = judgement;
  const excuse = error instanceof HandedBack ? error : await excuseFor(sandbox, error);
  if (excuse) {
    judgeHandedBack.inc();
    log.warn({ judgement: id, tries, error: error.message }, `handed back: ${excuse.message}`);
    await untilWritten(log, stop, () => giveUp(db, judgement, false));
    throw excuse;
  }
  judgeErrors.inc();
  log.error({ judgement: id, tries, faults: faults + 1, error: error.message, stack: error.stack }, 'a fault of ours');
  const isRecorded = await untilWritten(log, stop, async (isFirst) => {
    // A database that did not take this the first time is what was wrong.
    if (isFirst && faults + 1 >= maxFaults) {
      await recordFailure(parts, judgement, false);
      return true;
    }
    await giveUp(db, judgement, isFirst);
    return false;
  });
  if (!isRecorded) throw error;
}

/** Why a fault says nothing of what was judged: the engine has gone, or the sandbox is fit for nothing now. Else null. */
async function excuseFor(sandbox: Sandbox, error: Error): Promise<HandedBack | null> {
  if (isEnginesFault(error)) return new HandedBack('the engine broke off, or could not do what it was asked for', true);
  return (await sandbox.isFit()) ? null : new HandedBack('the sandbox is not fit', true);
}

/**
 * Whether a connection to the engine was refused or lost, or the engine answered with a failure of its own (a full disk is a 500, and may
 * have room for a probe the next moment). What is judged has no hold on either: it talks to its runner alone. Pure.
 */
export function isEnginesFault(error: Error): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if (!(each instanceof SandboxError)) continue;
    const { code, statusCode = 0 } = (each.cause ?? {}) as { code?: string; statusCode?: number };
    if (lost.has(code ?? '') || statusCode >= 500) return true;
  }
  return false;
}

const lost = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT']);

/** Writes again and again while the database does not answer: meanwhile nothing could be judged anyway. */
async function untilWritten<T>(log: Logger, stop: AbortSignal, write: (isFirst: boolean) => Promise<T>): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await write(isFirst);
    } catch (error) {
      log.warn({ error: (error as Error).message }, 'a judgement could not be given back; it will be tried again');
      if (stop.aborted || Date.now() > deadline) throw error;
      await sleep(500, null, { signal: stop }).catch(() => {});
    }
  }
}

/** Records `judge_error`, which costs the learner nothing. */
export async function recordFailure(
  { db, sandbox }: Pick<Parts, 'db' | 'sandbox'>,
  judgement: Assignment,
  quarantined: boolean,
): Promise<void> {
  const recorded = await record(db, judgement, {
    verdict: 'judge_error',
    score: null,
    maxScore: null,
    message: 'The judge failed, not you: this does not count, and the staff can judge it again.',
    details: null,
    timings: null,
    image: sandbox.image,
    quarantined,
  });
  if (recorded) observeVerdict(judgement, 'judge_error', null);
}
