import { AsyncLocalStorage } from 'node:async_hooks';

/** By what the thing that is being served now can be followed: the ids in every line of its log, and the span that is open. */
export interface Trail {
  /** The id of the HTTP request by which it came. */
  request?: string;
  user?: string;
  submission?: string;
  judgement?: string;
  /** The open span as W3C trace context writes it; absent while nothing is traced. */
  traceparent?: string | undefined;
}

interface Entry {
  trail: Trail;
  over: boolean;
  within: Entry | undefined;
}

const storage = new AsyncLocalStorage<Entry>();

/** Runs the task, and what it calls, under these ids and those of the caller. */
export async function follow<T>(trail: Trail, task: () => Promise<T>): Promise<T> {
  const entry = { trail: { ...currentTrail(), ...trail }, over: false, within: storage.getStore() };
  try {
    return await storage.run(entry, task);
  } finally {
    // What was begun meanwhile and goes on, a reconnection to Redis say, is not about this any more.
    entry.over = true;
  }
}

/** Runs what outlives the present task, or serves others too, without its ids. */
export function apart<T>(task: () => T): T {
  return storage.exit(task);
}

/** Adds what has become known to the present trail, and to those that it is within. */
export function note(known: Trail): void {
  for (let entry = storage.getStore(); entry; entry = entry.within) Object.assign(entry.trail, known);
}

export function currentTrail(): Trail {
  const entry = storage.getStore();
  return entry && !entry.over ? entry.trail : {};
}
