/** Lets many in at once, or one alone. */
export interface Turns {
  /** Runs beside others; waits while one that is to be alone runs or waits. */
  beside<T>(task: () => Promise<T>): Promise<T>;
  /** Waits until all others have ended, and runs alone. */
  alone<T>(task: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const running = new Set<Promise<unknown>>();
  /** The last of those that are to be alone. */
  let last: Promise<unknown> = Promise.resolve();

  function run<T>(task: () => Promise<T>): Promise<T> {
    const ended = task();
    const settled = ended.then(
      () => {},
      () => {},
    );
    running.add(settled);
    settled.then(() => running.delete(settled));
    return ended;
  }

  return {
    beside: async (task) => {
      for (let seen = null; seen !== last; ) {
        seen = last;
        await seen;
      }
      return run(task);
    },
    alone: (task) => {
      const mine = last.then(async () => {
        await Promise.all(running);
        return task();
      });
      last = mine.catch(() => {});
      return mine;
    },
  };
}
