import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Logger } from '../log.js';
import { stageDuration } from '../metrics.js';
import { removeContainer } from './engine.js';

/** Between tries while the engine does not manage it, milliseconds. */
const pauseMs = 5000;

/** Removes containers that nobody needs any more, off everybody's clock. */
export interface Remover {
  /** Removes it, however often it takes: an engine that is down comes back. */
  remove(container: Docker.Container): void;
  /** Waits for what is under way, without further tries. */
  close(): Promise<void>;
}

export function createRemover(log: Logger): Remover {
  const leaving = new Set<Promise<void>>();
  const closing = new AbortController();

  async function persist(container: Docker.Container): Promise<void> {
    for (;;) {
      try {
        const began = performance.now();
        await removeContainer(container);
        stageDuration.observe({ stage: 'container_remove' }, (performance.now() - began) / 1000);
        return;
      } catch (error) {
        log.warn({ container: container.id, error: (error as Error).message }, 'a container could not be removed');
        if (closing.signal.aborted) return;
        await sleep(pauseMs, null, { signal: closing.signal, ref: false }).catch(() => {});
      }
    }
  }

  return {
    remove: (container) => {
      const removal = persist(container).finally(() => leaving.delete(removal));
      leaving.add(removal);
    },
    close: async () => {
      closing.abort();
      await Promise.all(leaving);
    },
  };
}
