import type { Limits } from './container.js';
import type { PreparedRun } from './run.js';

/** Run containers that were started ahead, so that nobody waits for their start. */
export interface Pool {
  /** One with these limits, started now if none is waiting. @throws SandboxError */
  take(limits: Limits): Promise<PreparedRun>;
  /**
   * Starts as many as are missing with these limits; those with other limits, which were asked for longer ago, make room. To be called when
   * a judgement is through, for a container's start takes processor time beside the compiler's. What goes wrong shows in take().
   */
  refill(limits: Limits): void;
  /** How many are waiting. */
  waiting(): number;
  close(): Promise<void>;
}

/** @param size how many are kept waiting. @param start starts one. */
export function createPool(size: number, start: (limits: Limits) => Promise<PreparedRun>): Pool {
  /** In the order in which they were asked for. */
  let ready: { key: string; prepared: PreparedRun }[] = [];
  const starting = new Map<Promise<void>, string>();
  let closed = false;

  function dropBroken(): void {
    for (const { prepared } of ready.filter((each) => !each.prepared.isWaiting())) prepared.discard();
    ready = ready.filter((each) => each.prepared.isWaiting());
  }

  async function add(key: string, limits: Limits): Promise<void> {
    const prepared = await start(limits);
    if (closed) return prepared.discard();
    ready.push({ key, prepared });
    while (ready.length > size) ready.shift()?.prepared.discard();
  }

  return {
    take: async (limits) => {
      dropBroken();
      const key = keyOf(limits);
      const found = ready.findLast((each) => each.key === key);
      if (!found) return start(limits);
      ready = ready.filter((each) => each !== found);
      return found.prepared;
    },
    refill: (limits) => {
      dropBroken();
      const key = keyOf(limits);
      const there = ready.filter((each) => each.key === key).length + [...starting.values()].filter((each) => each === key).length;
      for (let i = there; i < size && !closed; i++) {
        const adding: Promise<void> = add(key, limits)
          .catch(() => {})
          .finally(() => starting.delete(adding));
        starting.set(adding, key);
      }
    },
    waiting: () => ready.length,
    close: async () => {
      closed = true;
      await Promise.all(starting.keys());
      for (const { prepared } of ready.splice(0)) prepared.discard();
    },
  };
}

function keyOf({ memoryMb, cpus, pids }: Limits): string {
  return `${memoryMb}/${cpus}/${pids}`;
}
