import type { Question } from '../schemas/quiz.js';
import { escapeGift } from './gift-escape.js';
import { joinProgram } from './gift-program.js';

/**
 * A question as Moodle takes it. Moodle has no questions about programs: they are short answers there, in which a star stands for
 * whatever comes between two lines.
 */
export function giftBody(question: Question): string {
  const text = 'program' in question ? joinProgram(question) : question.text;
  const answers = giftAnswers(question).map((answer) => `\t${answer}\n`);
  return `::${question.id}::[markdown]${escapeGift(text)} {\n${answers.join('')}\t####${plainText(question.explanation)}\n}`;
}

function giftAnswers(question: Question): string[] {
  switch (question.kind) {
    case 'single_choice':
      return question.options.map(({ text, correct }) => `${correct ? '=' : '~'}${plainText(text)}`);
    case 'multiple_choice': {
      // Scored as we do: each wrong choice takes away what a right one gives. Moodle knows these fractions with five decimals only.
      const share = Number((100 / Math.max(1, question.options.filter((option) => option.correct).length)).toFixed(5));
      return question.options.map(({ text, correct }) => `~%${correct ? share : -share}%${plainText(text)}`);
    }
    case 'true_false':
      return [question.answer ? 'TRUE' : 'FALSE'];
    case 'short_answer':
      return question.answers.map((answer) => `=${plainText(escapeStars(answer))}`);
    case 'numeric':
      return [`#${question.answer}:${question.tolerance}`];
    case 'program_output':
      return [`=${plainText(escapeStars(question.output).replace(/\n$/, '').replaceAll('\n', '*'))}`];
    case 'race_lines': {
      const [a, b] = question.lines;
      return a === b ? [`=${a}*${a}`, `=${a}`] : [`=${a}*${b}`, `=${b}*${a}`];
    }
  }
}

/** A text that begins like a weight or a format is kept from being read as one. */
function plainText(text: string): string {
  return `${/^\s*[%[]/.test(text) ? '[markdown]' : ''}${escapeGift(text)}`;
}

/** In Moodle's short answers a star stands for any text. */
function escapeStars(text: string): string {
  return text.replaceAll('*', '\\*');
}
