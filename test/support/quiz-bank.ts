import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../../src/config.js';
import { type Quiz, quizSchema } from '../../src/schemas/quiz.js';

/** The quiz on the guide's concurrency patterns. */
export function readBank(): Quiz {
  return quizSchema.parse(parse(readFileSync(path.join(root, 'exercises', 'concurrency-patterns', 'quiz.yaml'), 'utf8')));
}
