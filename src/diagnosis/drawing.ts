import type { Submission } from '../schemas/submission.js';
import { drawBlocked } from './blocked-drawing.js';
import { drawRace } from './race-drawing.js';

/** The first race, or those who are blocked, as an SVG; null when there is nothing to draw. Pure. */
export function drawDiagnosis(submission: Submission): string | null {
  const race = submission.races[0];
  if (race) return drawRace(submission, race);
  return submission.goroutines.length > 0 ? drawBlocked(submission) : null;
}
