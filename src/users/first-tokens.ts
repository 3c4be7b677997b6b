import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PrismaClient } from '../generated/prisma/client.js';
import { countUsers, createUserWithToken } from './store.js';

/**
 * On an empty database, creates an instructor and a demo learner, and writes their tokens to `tokens.json` (mode 0600) in the data folder.
 * @returns the file's path when it was written, else null.
 */
export async function writeFirstTokens(db: PrismaClient, home: string): Promise<string | null> {
  if ((await countUsers(db)) > 0) return null;
  // First of all: users whose tokens cannot be written would keep the next start from making any.
  mkdirSync(home, { recursive: true });
  const tokens = {
    instructor: await createUserWithToken(db, 'Instructor', 'instructor', 'first start'),
    learner: await createUserWithToken(db, 'Demo learner', 'learner', 'first start'),
  };
  const file = path.join(home, 'tokens.json');
  writeFileSync(file, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 });
  return file;
}
