import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.js';
import { readGift } from '../quizzes/gift-read.js';
import { writeGift } from '../quizzes/gift-write.js';
import { type Defaults, faultSentence, type Imported, idFrom, maxImportChars } from '../quizzes/imported.js';
import { loadQuiz } from '../quizzes/load.js';
import { readMarkdown } from '../quizzes/markdown-read.js';
import { writeYaml } from '../quizzes/yaml-write.js';
import { type Quiz, quizSchema } from '../schemas/quiz.js';
import { slugSchema } from '../schemas/slug.js';

const usage = `raceway quizzes import FILE --format gift|markdown [--slug S] [--title T]
raceway quizzes export SLUG --format gift
`;

interface QuizOptions {
  format?: string | undefined;
  /** Of the quiz to be; without it, what the name of the file says. */
  slug?: string | undefined;
  title?: string | undefined;
}

export function quizzes(config: Config, [action, subject, ...more]: string[], options: QuizOptions): number {
  const call = `${action} ${options.format}`;
  if (subject && more.length === 0 && call === 'import gift') return importQuiz(subject, readGift, options);
  if (subject && more.length === 0 && call === 'import markdown') return importQuiz(subject, readMarkdown, options);
  if (subject && more.length === 0 && call === 'export gift') return exportQuiz(config, subject);
  process.stderr.write(usage);
  return 2;
}

/** Prints the quiz.yaml of a file of questions, or what is wrong with the file. */
function importQuiz(file: string, read: (text: string, defaults: Defaults) => Imported, { slug, title }: QuizOptions): number {
  const name = slug ?? (idFrom(path.parse(file).name) || 'quiz');
  if (!slugSchema.safeParse(name).success) throw new Error(`${JSON.stringify(name)} cannot be a quiz's name: give one with --slug`);
  const source = { title: 'The Go documentation', url: 'https://go.dev/doc/' };
  const { questions, faults } = read(readText(file), { slug: name, level: 'intermediate', tags: [name], source });
  if (faults.length > 0) {
    process.stderr.write(`${file}: nothing is imported\n${faults.map((fault) => `${faultSentence(fault)}\n`).join('')}`);
    return 1;
  }
  const minutes = Math.min(600, 2 * questions.length);
  const head = { format: 1, title: title ?? name, level: 'intermediate', tags: [name], minutes, guide: title ?? name };
  process.stdout.write(writeYaml(checkQuiz(name, { ...head, questions })));
  return 0;
}

/** @throws an Error for a file that is too large for questions, or that is not text. */
function readText(file: string): string {
  // No character takes more than three bytes for each of the units that a string is counted in.
  if (statSync(file).size > 3 * maxImportChars) throw new Error(`${file} is too large: at most ${maxImportChars} characters are read`);
  const bytes = readFileSync(file);
  if (!isUtf8(bytes)) throw new Error(`${file} is not valid UTF-8`);
  return bytes.toString();
}

function exportQuiz(config: Config, slug: string): number {
  if (!slugSchema.safeParse(slug).success) throw new Error(`${JSON.stringify(slug)} is not the name of a quiz`);
  const { title, questions } = readQuiz(path.join(config.exercisesDir, slug));
  process.stdout.write(writeGift(questions, title));
  return 0;
}

/** @throws an Error that names the quiz with what is wrong in it. */
function readQuiz(folder: string): Quiz {
  try {
    return loadQuiz(folder).quiz;
  } catch (error) {
    throw new Error(`${path.basename(folder)}: ${(error as Error).message}`, { cause: error });
  }
}

function checkQuiz(slug: string, quiz: unknown): Quiz {
  const parsed = quizSchema.safeParse(quiz);
  if (!parsed.success) throw new Error(`${slug}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
