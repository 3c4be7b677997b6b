import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.js';
import { HandedBack, type JudgementWorker } from '../queue.js';
import type { Sandbox } from '../sandbox/sandbox.js';

/** Between looks at whether the sandbox is fit again, milliseconds. */
const lookMs = 1000;

/** After so many faults of ours one after another a worker rests, though its sandbox seems fit: another worker may do better. */
const maxInARow = 5;
const restMs = 10_000;

interface Parts {
  worker: Pick<JudgementWorker, 'pause' | 'resume'>;
  sandbox: Pick<Sandbox, 'isFit'>;
  log: Logger;
  stop: AbortSignal;
}

/** Keeps a worker from taking judgements while it would only fail them. */
export interface Rest {
  isResting(): boolean;
  /** Runs a judging, and rests when it shows that the worker should. */
  heed(judging: () => Promise<void>): Promise<void>;
}

export function createRest({ worker, sandbox, log, stop }: Parts): Rest {
  let resting = false;
  let inARow = 0;

  async function rest(why: string, leastMs: number): Promise<void> {
    if (resting) return;
    resting = true;
    worker.pause();
    log.error(`this worker takes nothing: ${why}`);
    let pauseMs = leastMs;
    do {
      await sleep(pauseMs, null, { signal: stop, ref: false }).catch(() => {});
      pauseMs = lookMs;
    } while (!stop.aborted && !(await sandbox.isFit()));
    if (stop.aborted) return;
    inARow = 0;
    resting = false;
    worker.resume();
    log.info('this worker takes judgements again');
  }

  return {
    isResting: () => resting,
    heed: async (judging) => {
      try {
        await judging();
        inARow = 0;
      } catch (error) {
        if (error instanceof HandedBack) {
          if (error.unfit) void rest(error.message, lookMs);
        } else if (++inARow >= maxInARow) {
          void rest(`${inARow} faults of ours one after another`, restMs);
        }
        throw error;
      }
    },
  };
}
