import type { Answer } from '../schemas/quiz.js';
import { earned } from './score.js';
import type { Attempt, Ending } from './store.js';

/** Whether an open attempt takes no more answers because its time is up, the grace for slow connections included. Pure. */
export function hasRunOut({ submittedAt, expiresAt, quiz }: Pick<Attempt, 'submittedAt' | 'expiresAt' | 'quiz'>, now: Date): boolean {
  if (submittedAt || !expiresAt) return false;
  return now.getTime() > expiresAt.getTime() + quiz.policy.graceSeconds * 1000;
}

/** Whole seconds until the time is up, the grace not counted; null without a limit, and once it is submitted. Pure. */
export function secondsLeft({ submittedAt, expiresAt }: Pick<Attempt, 'submittedAt' | 'expiresAt'>, now: Date): number | null {
  return submittedAt || !expiresAt ? null : Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 1000));
}

/** How an attempt ends with these answers at that moment: each question's score, their sum, and the time taken, the grace not counted. Pure. */
export function endingOf({ startedAt, expiresAt, drawn, quiz }: Attempt, answers: Map<string, Answer>, at: Date): Ending {
  const asked = quiz.questions.filter(({ id }) => drawn.some((each) => each.question === id));
  const results = new Map(asked.map((question) => [question.id, earned(question, answers.get(question.id) ?? null)]));
  const end = Math.min(at.getTime(), expiresAt?.getTime() ?? Number.POSITIVE_INFINITY);
  return {
    submittedAt: at,
    // Not below 0, though the clock of another machine started it.
    secondsTaken: Math.max(0, Math.floor((end - startedAt.getTime()) / 1000)),
    answers,
    results,
    scoreHundredths: [...results.values()].reduce((sum, points) => sum + points, 0),
  };
}
