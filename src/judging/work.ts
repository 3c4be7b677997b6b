import { setTimeout as sleep } from 'node:timers/promises';
import type { JudgementQueue } from '../queue.js';
import { limitsOf } from '../sandbox/container.js';
import { limitsSchema } from '../schemas/exercise.js';
import { keepSweeping } from '../submissions/sweep.js';
import { type JudgeParts, judge } from './judge.js';

interface WorkParts extends JudgeParts {
  queue: JudgementQueue;
}

/**
 * Judges what the queue hands out, `slots` at once, and sweeps, until stopped. What is still under way when the grace is over is handed back: its row
 * says that it is unfinished, and another worker takes it up.
 */
export async function work(
  parts: WorkParts,
  { slots, sweepSeconds }: { slots: number; sweepSeconds: number },
): Promise<{ stop(graceMs: number): Promise<void> }> {
  await parts.sandbox.warmUp(limitsOf({ limits: limitsSchema.parse({}) }, parts.sandboxConfig.ceilings));
  const worker = parts.queue.work((id) => judge(parts, id), slots);
  const stopSweeping = keepSweeping(parts, sweepSeconds);
  return {
    stop: async (graceMs) => {
      await stopSweeping();
      await Promise.race([worker.close(), sleep(graceMs, null, { ref: false })]);
      await worker.close(true);
    },
  };
}
