import { mkdirSync } from 'node:fs';
import type { Config } from '../config.js';
import { connectDatabase } from '../context.js';
import { runningEmbedded, startEmbedded } from '../database/embedded.js';
import { migrate } from '../database/migrate.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import { serverOf } from './hold-home.js';

/** Does something with the migrated database: that of DATABASE_URL, that of the server that runs, or the embedded one, started for the while. */
export async function withDatabase<T>(config: Config, act: (db: PrismaClient) => Promise<T>): Promise<T> {
  const { url, stop } = await open(config);
  try {
    await migrate(url);
    const db = connectDatabase(url);
    return await act(db).finally(() => db.$disconnect());
  } finally {
    await stop();
  }
}

async function open({ databaseUrl, home }: Config): Promise<{ url: string; stop(): Promise<void> }> {
  const running = databaseUrl ?? (serverOf(home) === null ? null : runningEmbedded(home));
  if (running) return { url: running, stop: async () => {} };
  mkdirSync(home, { recursive: true });
  return startEmbedded(home);
}
