import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type QuizPackage, quizSchema } from '../schemas/quiz.js';
import { quizFaults } from './check.js';

/**
 * Reads and checks the quizzes of a folder: its folders with a quiz.yaml.
 * @throws an Error that lists every fault of every quiz.
 */
export function loadQuizzes(folder: string): QuizPackage[] {
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'quiz.yaml')));
  const faults: string[] = [];
  const quizzes: QuizPackage[] = [];
  for (const name of names.sort((a, b) => a.localeCompare(b))) {
    try {
      quizzes.push(loadQuiz(path.join(folder, name)));
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`);
    }
  }
  if (faults.length > 0) throw new Error(`quizzes with faults:\n${faults.join('\n')}`);
  return quizzes;
}

/** Reads and checks one quiz; its folder's name is its slug. */
export function loadQuiz(folder: string): QuizPackage {
  if (existsSync(path.join(folder, 'exercise.yaml'))) throw new Error('it has an exercise.yaml, too: a folder is a quiz or an exercise');
  const parsed = quizSchema.safeParse(parse(readFileSync(path.join(folder, 'quiz.yaml'), 'utf8')));
  if (!parsed.success) throw new Error(`quiz.yaml: ${z.prettifyError(parsed.error)}`);
  const content = { slug: path.basename(folder), quiz: parsed.data };
  const faults = quizFaults(content);
  if (faults.length > 0) throw new Error(faults.join('; '));
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { ...content, digest };
}
