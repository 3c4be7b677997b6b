import type { Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a server leaves: first it says so, then it takes nothing new, then it ends what does not end by itself. */
export interface Leaving {
  /** Aborts when leaving begins: from then on it is not ready. */
  announced: AbortSignal;
  /** Aborts when event streams and waiting requests should end, as their clients can go on elsewhere. */
  closing: AbortSignal;
  /**
   * @param drainMs how long requests are still taken, so that whoever distributes them sees that this server leaves. Each answer closes
   *   its connection meanwhile, so that no client sends another request into a connection that is about to be closed.
   * @param graceMs how long what is under way then may take to end.
   */
  leave(server: Server, drainMs: number, graceMs: number): Promise<void>;
  /** To be told of every request. */
  began(res: ServerResponse): void;
}

export function createLeaving(): Leaving {
  const announcing = new AbortController();
  const closing = new AbortController();
  const open = new Set<ServerResponse>();
  const closeAfterwards = (res: ServerResponse) => {
    if (!res.headersSent) res.setHeader('Connection', 'close');
  };
  return {
    announced: announcing.signal,
    closing: closing.signal,
    began: (res) => {
      if (announcing.signal.aborted) return closeAfterwards(res);
      open.add(res);
      res.once('close', () => open.delete(res));
    },
    leave: async (server, drainMs, graceMs) => {
      announcing.abort();
      for (const res of open) closeAfterwards(res);
      await sleep(drainMs);
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      closing.abort();
      await Promise.race([closed, sleep(graceMs, null, { ref: false })]);
      server.closeAllConnections();
      await closed;
    },
  };
}
