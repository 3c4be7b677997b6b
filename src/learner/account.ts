import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CommandError, type Server } from './server.js';

const accountSchema = z.object({ url: z.url({ protocol: /^https?$/ }), token: z.string().min(1) });

/** Keeps where to go and who we are; only this user may read it. */
export function saveAccount(file: string, server: Server): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(server, null, 2)}\n`, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
}

/** @throws CommandError when nobody has logged in, or the file is none of ours. */
export function readAccount(file: string): Server {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CommandError('you are not logged in: raceway login URL');
  }
  try {
    return accountSchema.parse(JSON.parse(text));
  } catch {
    throw new CommandError(`${file} is damaged: log in again with raceway login URL`);
  }
}

/** @throws CommandError unless it is the address of a server. */
export function parseAddress(url: string): string {
  const parsed = accountSchema.shape.url.safeParse(url);
  if (!parsed.success) throw new CommandError(`${url} is no address such as https://raceway.example.org`);
  return new URL('/', parsed.data).href.replace(/\/$/, '');
}
