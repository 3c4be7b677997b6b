import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { parseAddress, saveAccount } from './account.js';
import { CommandError, call } from './server.js';
import type { Terminal } from './terminal.js';

/**
 * Checks a token with a server and keeps both.
 * @param token null: it is asked for, or read from a pipe, so that it need not stand in the history of a shell.
 * @throws CommandError when the server does not take it; then what was kept stays.
 */
export async function login(file: string, terminal: Terminal, url: string, token: string | null): Promise<number> {
  const server = { url: parseAddress(url), token: (token ?? (await askToken())).trim() };
  if (server.token === '') throw new CommandError('an empty token: your instructor, or `raceway token create`, gives you one');
  const { items } = await call(server, 'GET', '/api/v1/exercises', z.object({ items: z.array(z.unknown()) }));
  saveAccount(file, server);
  terminal.write(`Logged in at ${server.url}, which has ${items.length} exercises. The token is kept in ${file}.\n`);
  return 0;
}

async function askToken(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  try {
    return await lines.question(process.stdin.isTTY ? 'Token: ' : '');
  } finally {
    lines.close();
  }
}
