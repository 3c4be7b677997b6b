import { statfs } from 'node:fs/promises';
import type { PrismaClient } from './generated/prisma/client.js';
import { diskFree, diskSize, partUp, quarantined, queueJudgements, queueOldestAge, registry, sandboxContainers } from './metrics.js';
import { type Probes, readiness } from './readiness.js';
import type { Sandbox } from './sandbox/sandbox.js';
import { findQueueFigures } from './submissions/store.js';

/** However often a process is scraped, it looks anew once in this time, milliseconds. */
const freshMs = 1000;

export interface Scraped {
  db: PrismaClient;
  probes: Probes;
  /** Folders whose file systems are watched, by name; one that cannot be seen from here is left out. */
  places: Record<string, string>;
  sandbox: Pick<Sandbox, 'figures'> | null;
}

/** The scrape's text. What other programs have to be asked for is asked now; an answer that does not come leaves out its metrics. */
export function createScrape(scraped: Scraped): () => Promise<string> {
  let looking: Promise<unknown> = Promise.resolve();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - lookedAt > freshMs) {
      lookedAt = performance.now();
      looking = look(scraped);
    }
    await looking;
    return registry.metrics();
  };
}

async function look({ db, probes, places, sandbox }: Scraped): Promise<void> {
  const { parts } = await readiness(probes);
  for (const { name, ok } of parts) partUp.set({ part: name }, ok ? 1 : 0);
  const isDown = parts.some(({ name, ok }) => name === 'database' && !ok);
  await Promise.allSettled([isDown ? Promise.reject() : findQueueFigures(db)]).then(([asked]) => tellQueue(asked));
  await Promise.all(Object.entries(places).map(([place, folder]) => tellDisk(place, folder)));
  for (const [kind, states] of Object.entries(sandbox?.figures() ?? {})) {
    for (const [state, count] of Object.entries(states)) sandboxContainers.set({ kind, state }, count);
  }
}

function tellQueue(asked: PromiseSettledResult<Awaited<ReturnType<typeof findQueueFigures>>>): void {
  // What is not known now must not look as it was.
  for (const gauge of [queueJudgements, queueOldestAge, quarantined]) gauge.reset();
  quarantined.remove();
  if (asked.status === 'rejected') return;
  for (const { lane, state, count, oldestSeconds } of asked.value.backlog) {
    queueJudgements.set({ lane, state }, count);
    queueOldestAge.set({ lane }, oldestSeconds);
  }
  quarantined.set(asked.value.quarantined);
}

async function tellDisk(place: string, folder: string): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(folder).catch(() => ({ bavail: null, blocks: 0, bsize: 0 }));
  if (bavail === null) return;
  diskFree.set({ place }, bavail * bsize);
  diskSize.set({ place }, blocks * bsize);
}
