import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../log.js';
import type { JudgementQueue, Ticket } from '../queue.js';
import { findUnfinished } from './store.js';

const batch = 500;

interface Parts {
  db: PrismaClient;
  queue: Pick<JudgementQueue, 'add' | 'has'>;
  log: Logger;
}

/** Puts back every unfinished judgement that the queue does not hold; returns how many. */
export async function sweep({ db, queue, log }: Parts): Promise<number> {
  let returned = 0;
  let after: string | null = null;
  for (;;) {
    const tickets: Ticket[] = await findUnfinished(db, after, batch);
    for (const ticket of tickets) {
      if (await queue.has(ticket.id)) continue;
      await queue.add(ticket);
      log.info({ judgement: ticket.id }, 'swept: the queue had lost it');
      returned++;
    }
    if (tickets.length < batch) return returned;
    after = tickets.at(-1)?.id ?? null;
  }
}

/** Sweeps now and then every `seconds`, until the returned function is called; a sweep that fails is logged, and the next one tries again. */
export function keepSweeping(parts: Parts, seconds: number): () => Promise<void> {
  const stop = new AbortController();
  const loop = (async () => {
    while (!stop.signal.aborted) {
      await sweep(parts).catch((error: Error) => parts.log.warn({ error: error.message }, 'sweeping failed; it will be tried again'));
      await sleep(seconds * 1000, null, { signal: stop.signal }).catch(() => {});
    }
  })();
  return async () => {
    stop.abort();
    await loop;
  };
}
