import { isDeepStrictEqual } from 'node:util';
import type { Question } from '../schemas/quiz.js';
import { giftBody } from './gift-body.js';
import { detailsOf, writeComment } from './gift-comment.js';
import { readGift } from './gift-read.js';

const preface = `// Questions in Moodle's GIFT format. A line that begins with "// raceway:" holds what GIFT has no place for: keep it above its question.`;

/** The questions as a GIFT file, which `readGift` makes into the very same questions. */
export function writeGift(questions: Question[], category: string): string {
  const path = category.replaceAll(/\s+/g, ' ').replaceAll('/', '//');
  return [preface, `$CATEGORY: ${path}`, ...questions.map(writeQuestion)].map((block) => `${block}\n\n`).join('');
}

function writeQuestion(question: Question): string {
  const body = giftBody(question);
  const plain = `${writeComment(detailsOf(question))}\n${body}`;
  const { id: slug, level, tags, source } = question;
  const survives = isDeepStrictEqual(readGift(plain, { slug, level, tags, source }).questions, [question]);
  return survives ? plain : `${writeComment({ exact: question })}\n${body}`;
}
