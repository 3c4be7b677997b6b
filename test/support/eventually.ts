import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until `look` gives something other than null or false. @throws with `what` after `seconds`: a limit for hangs. */
export async function eventually<T>(what: string, look: () => Promise<T | null | false>, seconds = 60): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(50);
  }
}
