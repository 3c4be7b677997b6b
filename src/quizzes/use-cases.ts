import type { PrismaClient } from '../generated/prisma/client.js';
import type { Answer } from '../schemas/quiz.js';
import type { User } from '../schemas/user.js';
import { type ListFilter, listAttempts, listQuizzes, readAttempt, readQuiz } from './read.js';
import { startAttempt } from './start.js';
import { answerQuestion, submitAttempt } from './submit.js';

export type QuizUseCases = ReturnType<typeof quizUseCases>;

/** What a user can do with quizzes, bound to the database. Each call has one moment at which it happens. */
export function quizUseCases(db: PrismaClient) {
  return {
    list: (user: User) => listQuizzes(db, user),
    read: (user: User, slug: string) => readQuiz(db, user, slug),
    start: (user: User, slug: string) => startAttempt(db, user, slug, new Date()),
    answer: (user: User, id: string, question: string, value: Answer | null) => answerQuestion(db, user, id, question, value, new Date()),
    submit: (user: User, id: string, answers: Record<string, Answer | null>) => submitAttempt(db, user, id, answers, new Date()),
    readAttempt: (user: User, id: string) => readAttempt(db, user, id, new Date()),
    listAttempts: (user: User, filter: ListFilter) => listAttempts(db, user, filter, new Date()),
  };
}
