import type { Config } from '../config.js';
import { Problem } from '../errors.js';
import type { Lane } from '../schemas/verdict.js';

/** The judgements that have not ended, as the one who decides on a new one needs to know them. */
export interface Backlog {
  /** Of the user's own. */
  own: number;
  /** Of everybody's. */
  all: number;
  /** The highest turn of the user's own in that lane; null without any. */
  ownLast: number | null;
  /** The lowest turn of all in that lane; null without any. */
  first: number | null;
}

/**
 * The turn of a user's next judgement. Start-time fair queueing (Goyal, Vin, Cheng 1996) with judgements of equal cost: those of one user
 * have rising turns, and one who comes anew gets the lowest that is waiting. So a flood delays others by one judgement of its own, and
 * nobody waits for ever. Pure.
 */
export function nextTurn({ ownLast, first }: Pick<Backlog, 'ownLast' | 'first'>): number {
  return Math.max(ownLast ?? 0, (first ?? 1) - 1) + 1;
}

/**
 * Refuses what would make the queue longer than it may be. Pure.
 * @throws Problem `too_many_submissions`.
 */
export function admit({ own, all }: Pick<Backlog, 'own' | 'all'>, { perLearner, total }: Config['queue'], lane: Lane): void {
  if (lane === 'live' && own >= perLearner) {
    throw new Problem(
      'too_many_submissions',
      `${own} of your submissions wait for their verdicts: at most ${perLearner} may. Wait for one, or send "supersede": true`,
    );
  }
  if (all >= total) {
    throw new Problem('too_many_submissions', 'the queue is full: nothing was stored. Try again after the seconds that Retry-After says');
  }
}
