import { Document, visit } from 'yaml';
import type { Quiz } from '../schemas/quiz.js';

/** The quiz as a quiz.yaml that people can go on working in: texts and programs of several lines stand there as they are. */
export function writeYaml(quiz: Quiz): string {
  const document = new Document(quiz, { aliasDuplicateObjects: false });
  visit(document, {
    // As a block, a line of blanks alone would be read as an empty one (yaml 2.9.1).
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && scalar.value.trim() === '') scalar.type = 'QUOTE_DOUBLE';
    },
  });
  // What cannot be a block is quoted in one line: in several, blanks beside a line's end come back as a backslash (yaml 2.9.1).
  return document.toString({ lineWidth: 0, blockQuote: 'literal', doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
}
