import { createHash, randomBytes } from 'node:crypto';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Role, User } from '../schemas/user.js';

/** The user whose token this is, or null. */
export async function findByToken(db: PrismaClient, token: string): Promise<User | null> {
  // One query: Prisma would make two of it, and every request begins with it.
  const found = await db.$queryRaw<User[]>`
    SELECT u.id::text, u.role::text FROM tokens t JOIN users u ON u.id = t.user_id WHERE t.hash = ${hashOf(token)}`;
  return found[0] ?? null;
}

/** Makes a token for a new user; the token itself is returned once and stored nowhere. */
export async function createUserWithToken(db: PrismaClient, name: string, role: Role, label: string): Promise<string> {
  const token = `rw_${randomBytes(32).toString('base64url')}`;
  await db.user.create({ data: { name, role, tokens: { create: { label, hash: hashOf(token) } } } });
  return token;
}

export function countUsers(db: PrismaClient): Promise<number> {
  return db.user.count();
}

function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
