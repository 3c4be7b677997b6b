import { Problem } from '../errors.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Answer, SavedAnswer } from '../schemas/quiz.js';
import type { User } from '../schemas/user.js';
import { checkAnswer } from './answer.js';
import { endingOf, secondsLeft } from './ending.js';
import { findOwnAttempt } from './read.js';
import { type Attempt, endAttempt, saveAnswer } from './store.js';
import { questionsOf } from './view.js';

/**
 * Saves the answer to one question of an open attempt; null clears it.
 * @throws Problem when the attempt is not one's own or takes no more answers, or when the question or the answer is wrong.
 */
export async function answerQuestion(
  db: PrismaClient,
  user: User,
  id: string,
  question: string,
  value: Answer | null,
  now: Date,
): Promise<SavedAnswer> {
  const attempt = await findOwnAttempt(db, user, id, now);
  if (attempt.submittedAt) throw closed(attempt);
  const answer = checkedAnswer(attempt, question, value);
  if (!(await saveAnswer(db, id, question, answer))) throw closed(attempt);
  return { question, answer, secondsLeft: secondsLeft(attempt, now) };
}

/**
 * Submits an attempt with what is saved and what is given, and scores it. One that is submitted already, or by the end of its time, stays
 * as it is: sending it twice gives the same result.
 * @param values answers to save first, by question; null clears one. When one is wrong, nothing is saved and nothing submitted.
 * @throws Problem when the attempt is not one's own, or when a question or an answer is wrong.
 */
export async function submitAttempt(
  db: PrismaClient,
  user: User,
  id: string,
  values: Record<string, Answer | null>,
  now: Date,
): Promise<void> {
  const attempt = await findOwnAttempt(db, user, id, now);
  if (attempt.submittedAt) return;
  const given = Object.entries(values).map(([question, value]) => [question, checkedAnswer(attempt, question, value)] as const);
  await endAttempt(db, id, (latest) => {
    const answers = new Map(latest.answers);
    for (const [question, answer] of given) {
      if (answer === null) answers.delete(question);
      else answers.set(question, answer);
    }
    return endingOf(latest, answers, now);
  });
}

function checkedAnswer(attempt: Attempt, id: string, value: Answer | null): Answer | null {
  const asked = questionsOf(attempt).find(({ question }) => question.id === id);
  if (!asked) throw new Problem('unknown_question', `this attempt has no question ${JSON.stringify(id)}`, { question: id });
  return value === null ? null : checkAnswer(asked.question, value);
}

function closed({ submittedAt, expiresAt }: Attempt): Problem {
  const outOfTime = submittedAt && submittedAt.getTime() === expiresAt?.getTime();
  return new Problem('attempt_closed', outOfTime ? 'its time has run out: what was saved by then counts' : 'it is submitted');
}
