import { PrismaPg } from '@prisma/adapter-pg';
import type Docker from 'dockerode';
import type { Config } from './config.js';
import { listenForEvents, type SubmissionEvents } from './events.js';
import { PrismaClient } from './generated/prisma/client.js';
import type { Logger } from './log.js';
import { createQueue, type JudgementQueue } from './queue.js';
import { connectEngine } from './sandbox/engine.js';

/** Every client, built once; rooms take what they need of it as a parameter. */
export interface Context {
  config: Config;
  db: PrismaClient;
  queue: JudgementQueue;
  events: SubmissionEvents;
  docker: Docker;
  log: Logger;
  close(): Promise<void>;
}

export function createContext(config: Config, databaseUrl: string, log: Logger): Context {
  const db = connectDatabase(databaseUrl);
  const queue = createQueue(config, databaseUrl, log);
  const events = listenForEvents(databaseUrl, log);
  return {
    config,
    db,
    queue,
    events,
    docker: connectEngine(),
    log,
    close: async () => {
      await Promise.allSettled([events.close(), queue.close()]);
      await db.$disconnect();
    },
  };
}

/** Prisma over node-postgres; a connection that cannot be had within 5 s is an error, not a hang. */
export function connectDatabase(databaseUrl: string): PrismaClient {
  const adapter = new PrismaPg({ connectionString: databaseUrl, max: 20, connectionTimeoutMillis: 5000 });
  // Prisma's own patience (2 s to begin a transaction) is short for a machine that compiles on every core.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } });
}
