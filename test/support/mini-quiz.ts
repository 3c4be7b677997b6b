import path from 'node:path';
import { loadQuiz } from '../../src/quizzes/load.js';
import type { Answer, Quiz, QuizPackage } from '../../src/schemas/quiz.js';
import { fixtureExercises } from './tiny-exercise.js';

/** A quiz with one question of each kind, worth 17 points. */
export const miniQuiz = loadQuiz(path.join(fixtureExercises, 'mini'));

/** The mini quiz under another name, with another policy, and with what else is to be different. */
export function variant(slug: string, policy: Partial<Quiz['policy']>, rest: Partial<Quiz> = {}): QuizPackage {
  const quiz = { ...miniQuiz.quiz, ...rest, policy: { ...miniQuiz.quiz.policy, ...policy } };
  return { slug, digest: `digest of ${slug}`, quiz };
}

/** Right answers to every question, in other words than those of the quiz where these do not count. */
export const rightAnswers: Record<string, Answer> = {
  unbuffered: 'received',
  blocks: ['empty-select', 'nil-receive', 'nil-send'],
  'close-twice': true,
  keyword: '  GO ',
  capacity: ' 3.0 ',
  prints: 'secret?  \r\n0',
  races: [6, 5],
};
