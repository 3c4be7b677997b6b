import { setTimeout as sleep } from 'node:timers/promises';
import { workerSlots } from '../metrics.js';
import { HandedBack, type JudgementQueue } from '../queue.js';
import { limitsOf } from '../sandbox/container.js';
import { limitsSchema } from '../schemas/exercise.js';
import { keepSweeping } from '../submissions/sweep.js';
import { type JudgeParts, judge } from './judge.js';
import { createRest } from './rest.js';
import { createTurns } from './turns.js';

/** What the queue may take to let go of what was handed back, milliseconds. */
const closeMs = 5000;

interface WorkParts extends JudgeParts {
  queue: JudgementQueue;
}

/**
 * Judges what the queue hands out, `slots` at once, and sweeps, until stopped. What is still under way when the grace is over is handed
 * back, and another worker takes it up at once. While the sandbox is not fit it takes nothing.
 */
export async function work(
  parts: WorkParts,
  { slots, sweepSeconds }: { slots: number; sweepSeconds: number },
): Promise<{ stop(graceMs: number): Promise<void> }> {
  await parts.sandbox.warmUp(limitsOf({ limits: limitsSchema.parse({}) }, parts.sandboxConfig.ceilings));
  const stopping = new AbortController();
  const stop = stopping.signal;
  const turns = createTurns();
  const worker = parts.queue.work(async (id) => {
    // What was asked for before may still come.
    if (stop.aborted || rest.isResting()) throw new HandedBack('this worker takes nothing');
    await rest.heed(async () => {
      const outcome = await turns.beside(() => judge(parts, id, { suspects: false, stop }));
      // Alone, so that what takes the worker down takes nothing else with it, nor its count.
      if (outcome === 'suspect') await turns.alone(() => judge(parts, id, { stop }));
    });
  }, slots);
  workerSlots.set(slots);
  const rest = createRest({ ...parts, worker, stop });
  const stopSweeping = keepSweeping(parts, sweepSeconds);
  return {
    stop: async (graceMs) => {
      await stopSweeping();
      const closed = worker.close();
      await Promise.race([closed, sleep(graceMs, null, { ref: false })]);
      stopping.abort();
      await Promise.race([closed, sleep(closeMs, null, { ref: false })]);
    },
  };
}
