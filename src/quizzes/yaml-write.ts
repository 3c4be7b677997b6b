import { stringify } from 'yaml';
import type { Quiz } from '../schemas/quiz.js';

/** The quiz as a quiz.yaml that people can go on working in: texts and programs of several lines stand there as they are. */
export function writeYaml(quiz: Quiz): string {
  return stringify(quiz, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false });
}
