import type { PrismaClient } from '../generated/prisma/client.js';
import { loadQuizzes } from './load.js';
import { storeQuiz } from './store.js';

/** Stores every quiz of a folder that is new or changed. @throws when a quiz has a fault; then none is stored. */
export async function syncQuizzes(db: PrismaClient, folder: string): Promise<{ total: number; changed: string[] }> {
  const quizzes = loadQuizzes(folder);
  const changed: string[] = [];
  for (const quiz of quizzes) {
    if (await storeQuiz(db, quiz)) changed.push(quiz.slug);
  }
  return { total: quizzes.length, changed };
}
