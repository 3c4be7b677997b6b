import type { Verdict } from '../../src/schemas/verdict.js';
import { doubles } from '../support/tiny-exercise.js';

/** What is sent, and what each must come to, whatever happens meanwhile. */
export const kinds: { source: string; verdict: Verdict }[] = [
  { source: doubles.accepted, verdict: 'accepted' },
  { source: doubles.wrongAnswer, verdict: 'wrong_answer' },
  { source: doubles.dataRace, verdict: 'data_race' },
  { source: doubles.compileError, verdict: 'compile_error' },
  { source: doubles.panics, verdict: 'run_time_error' },
  { source: doubles.accepted, verdict: 'accepted' },
  { source: doubles.deadlock, verdict: 'deadlock' },
  { source: doubles.endlessRecursion, verdict: 'run_time_error' },
];
