import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { problemSchema } from '../schemas/problem.js';

/** A Raceway, and who we are there. */
export interface Server {
  url: string;
  token: string;
}

/** What went wrong, in words for the person at the terminal. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** A server that starts anew, or a network that is down for a moment: tried again after so many milliseconds each. */
const pauses = [300, 1000, 3000];
const timeoutMs = 90_000;

interface Call {
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * Calls the API and reads the answer by its schema. What can be sent twice without harm is tried again when the server cannot be reached
 * or is busy: reading, and whatever carries an Idempotency-Key.
 * @throws CommandError with what the server said, or that it cannot be reached.
 */
export async function call<T>(server: Server, method: string, path: string, schema: z.ZodType<T>, sent: Call = {}): Promise<T> {
  const response = await request(server, method, path, sent);
  const parsed = schema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new CommandError(`${server.url} answered ${method} ${path} in a way that this program does not understand`);
  return parsed.data;
}

/** The same for an answer that is text. @throws CommandError as call() does. */
export async function callText(server: Server, path: string): Promise<string> {
  return (await request(server, 'GET', path, {})).text();
}

/** The same for an answer that is read as it comes. @throws CommandError as call() does. */
export async function callStream(server: Server, path: string, headers: Record<string, string>): Promise<ReadableStream<Uint8Array>> {
  const { body } = await request(server, 'GET', path, { headers });
  if (!body) throw new CommandError(`${server.url} answered ${path} with nothing`);
  return body;
}

async function request(server: Server, method: string, path: string, { body, headers = {} }: Call): Promise<Response> {
  const isRepeatable = method === 'GET' || method === 'PUT' || 'Idempotency-Key' in headers;
  const isStream = headers['Accept'] === 'text/event-stream';
  for (let tries = 0; ; tries++) {
    const pause = isRepeatable ? pauses[tries] : undefined;
    let failure: CommandError;
    let wait = pause;
    try {
      const response = await fetch(new URL(path, server.url), {
        method,
        headers: {
          Authorization: `Bearer ${server.token}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'error',
        ...(!isStream && { signal: AbortSignal.timeout(timeoutMs) }),
      });
      if (response.ok) return response;
      failure = await refusal(response);
      if (response.status !== 429 && response.status !== 503) throw failure;
      const seconds = Number(response.headers.get('Retry-After') ?? 0);
      wait = pause === undefined ? undefined : Math.max(pause, Math.min(seconds, 60) * 1000);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      const cause = (error as Error).cause as Error | undefined;
      failure = new CommandError(`${server.url} cannot be reached: ${cause?.message || (error as Error).message}`);
    }
    if (wait === undefined) throw failure;
    await sleep(wait);
  }
}

async function refusal(response: Response): Promise<CommandError> {
  const problem = problemSchema.safeParse(await response.json().catch(() => null));
  if (!problem.success) return new CommandError(`the server answered with status ${response.status}; is it a Raceway?`);
  const { title, detail, errors = [] } = problem.data;
  return new CommandError([`${title}: ${detail}`, ...errors.map((error) => `  ${error.pointer}: ${error.detail}`)].join('\n'));
}
