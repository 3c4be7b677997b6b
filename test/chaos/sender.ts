import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kind } from './kinds.js';

/** A limit for hangs: longer than any outage of the chaos. */
const patienceMs = 180_000;

/** A submission that was answered with 202. */
interface Taken {
  id: string;
  kind: Kind;
}

/** What became of requests: each try of each one. */
interface Requests {
  taken: number;
  /** There was nobody to take the connection. */
  refused: number;
  /** The connection broke, or no answer came, after the request had begun. */
  broken: number;
  /** Answers with a status from 500. */
  failed: number;
}

export interface Sender {
  taken: Taken[];
  requests: Requests;
  /** Hands in so many, in `lanes` lanes; each is sent again until it is taken, as a client would that uses an Idempotency-Key. */
  send(count: number, pauseMs: number): Promise<void>;
}

/** @param tokens of learners, who take turns */
export function createSender(base: string, tokens: string[], kinds: Kind[]): Sender {
  const taken: Taken[] = [];
  const requests: Requests = { taken: 0, refused: 0, broken: 0, failed: 0 };
  let number = 0;

  async function handIn(): Promise<void> {
    const mine = number++;
    const kind = kinds[mine % kinds.length] as Kind;
    const request = {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${tokens[mine % tokens.length]}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      },
      // No two are the same: the same binary would not be built twice.
      body: JSON.stringify({ exercise: kind.exercise, files: { 'double.go': `${kind.source}// ${mine}\n` } }),
    };
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const id = await once(request);
      if (id) {
        taken.push({ id, kind });
        return;
      }
      if (Date.now() > deadline) throw new Error(`submission ${mine} was not taken within ${patienceMs / 1000} s`);
      await sleep(250);
    }
  }

  /** The id, or null when it is to be sent again. @throws when the answer is one that no outage explains. */
  async function once(request: RequestInit): Promise<string | null> {
    let reply: Response;
    let text: string;
    try {
      reply = await fetch(`${base}/api/v1/submissions`, { ...request, signal: AbortSignal.timeout(30_000) });
      text = await reply.text();
    } catch (error) {
      if (isRefusal(error)) requests.refused++;
      else requests.broken++;
      return null;
    }
    if (reply.status === 202) {
      requests.taken++;
      return (JSON.parse(text) as { id: string }).id;
    }
    if (reply.status < 500) throw new Error(`POST /submissions was answered ${reply.status}: ${text}`);
    requests.failed++;
    return null;
  }

  return {
    taken,
    requests,
    send: async (count, pauseMs) => {
      let left = count;
      const lane = async () => {
        while (left-- > 0) {
          await handIn();
          await sleep(pauseMs);
        }
      };
      await Promise.all([lane(), lane(), lane(), lane()]);
    },
  };
}

function isRefusal(error: unknown): boolean {
  return ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED';
}
