import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from './log.js';

const channel = 'raceway_submission';

/** Tells, in every process, that something about a submission has changed in the database. */
export interface SubmissionEvents {
  /** Calls `wake` after each change, and after a gap in which changes may have been missed; returns the way to stop it. */
  watch(submissionId: string, wake: () => void): () => void;
  close(): Promise<void>;
}

/**
 * Listens to PostgreSQL's NOTIFY (a trigger on `submission_events` sends it). A notification only says "look again": the events
 * themselves are rows, so one that is lost while the connection is down costs nothing but the wait for the reconnection.
 */
export function listenForEvents(databaseUrl: string, log: Logger): SubmissionEvents {
  const emitter = new EventEmitter().setMaxListeners(0);
  let client: Client | null = null;
  let closed = false;

  const wakeAll = () => {
    for (const id of emitter.eventNames()) emitter.emit(id);
  };

  async function listen(): Promise<void> {
    const fresh = new Client({ connectionString: databaseUrl, keepAlive: true });
    const ended = new Promise<void>((resolve) => {
      fresh.once('end', resolve);
      fresh.once('error', () => resolve());
    });
    fresh.on('notification', (message) => emitter.emit(message.payload ?? ''));
    client = fresh;
    const listening = fresh
      .connect()
      .then(() => fresh.query(`LISTEN ${channel}`))
      .then(wakeAll);
    // connect() never settles when end() comes before it is through (pg 8.23), hence the race.
    await Promise.race([listening, ended]);
    listening.catch(() => {});
    if (!closed) await ended;
    await fresh.end().catch(() => {});
  }

  const loop = (async () => {
    while (!closed) {
      await listen().catch((error: Error) => log.warn({ error: error.message }, 'events: the database does not answer'));
      if (!closed) await sleep(500);
    }
  })();

  return {
    watch: (submissionId, wake) => {
      emitter.on(submissionId, wake);
      return () => emitter.off(submissionId, wake);
    },
    close: async () => {
      closed = true;
      await client?.end().catch(() => {});
      await loop;
    },
  };
}
