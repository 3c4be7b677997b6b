import { setTimeout as sleep } from 'node:timers/promises';
import type { Verdict } from '../../src/schemas/verdict.js';
import { submissionOf } from '../support/tiny-exercise.js';
import { kinds } from './kinds.js';

export interface Sent {
  /** The expected verdicts of what was answered 202, by submission. */
  taken: Map<string, Verdict>;
  /** How many requests came to nothing and were sent again, by what happened to them. */
  repeated: Map<string, number>;
}

/** Between a request that failed and its repetition, milliseconds. */
const pauseMs = 250;

/**
 * Hands in `count` submissions as a good client does: each with an Idempotency-Key, and again until it is answered 202.
 * @param everyMs between two of them.
 * @throws when one is not taken within `patienceSeconds`.
 */
export async function send(
  base: string,
  token: string,
  { count, everyMs, patienceSeconds }: { count: number; everyMs: number; patienceSeconds: number },
  sent: Sent,
): Promise<void> {
  const all: Promise<void>[] = [];
  for (let number = 0; number < count; number++) {
    all.push(sendOne(base, token, number, patienceSeconds, sent));
    await sleep(everyMs);
  }
  await Promise.all(all);
}

async function sendOne(base: string, token: string, number: number, patienceSeconds: number, { taken, repeated }: Sent): Promise<void> {
  const kind = kinds[number % kinds.length];
  if (!kind) return;
  // Each source differs, as those of learners do: nothing is spared by what was compiled before.
  const body = JSON.stringify(submissionOf(`${kind.source}\n// ${number}\n`));
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': `chaos-${number}` };
  const deadline = Date.now() + patienceSeconds * 1000;
  for (;;) {
    const answer = await fetch(`${base}/api/v1/submissions`, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) })
      .then(async (reply) => ({ status: String(reply.status), body: (await reply.json()) as { id?: string } }))
      .catch((error: Error) => ({
        status: ((error.cause as NodeJS.ErrnoException)?.code ?? error.name) || 'failed',
        body: {} as { id?: string },
      }));
    if (answer.status === '202' && answer.body.id) {
      taken.set(answer.body.id, kind.verdict);
      return;
    }
    repeated.set(answer.status, (repeated.get(answer.status) ?? 0) + 1);
    if (Date.now() > deadline) throw new Error(`submission ${number} was not taken within ${patienceSeconds} s: ${answer.status}`);
    await sleep(pauseMs);
  }
}
