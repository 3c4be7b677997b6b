import type { Question, Quiz, QuizPackage } from '../schemas/quiz.js';
import { slugSchema } from '../schemas/slug.js';
import { matches, satisfy } from './draw.js';
import { plain } from './score.js';

/** What is wrong with a quiz beyond the form of its file: pure, one sentence a fault. */
export function quizFaults({ slug, quiz }: Omit<QuizPackage, 'digest'>): string[] {
  const faults: string[] = [];
  if (!slugSchema.safeParse(slug).success) faults.push('the folder name must be lower case letters, digits and hyphens');
  for (const id of repeated(quiz.questions.map((question) => question.id))) faults.push(`two questions are called ${id}`);
  for (const question of quiz.questions) faults.push(...questionFaults(question).map((fault) => `question ${question.id}: ${fault}`));
  return [...faults, ...drawFaults(quiz)];
}

function questionFaults(question: Question): string[] {
  switch (question.kind) {
    case 'single_choice':
    case 'multiple_choice':
      return optionFaults(question);
    case 'short_answer':
      return question.answers.some((answer) => plain(answer) === '') ? ['an accepted answer is blank'] : [];
    case 'race_lines':
      return linesBeyond(question, question.lines).map((line) => `its program has no line ${line}`);
    default:
      return [];
  }
}

/** Those of these line numbers that the question's program does not have. */
export function linesBeyond({ program }: Extract<Question, { kind: 'race_lines' }>, lines: readonly number[]): number[] {
  const count = program.source.trimEnd().split('\n').length;
  return lines.filter((line) => line > count);
}

function optionFaults({ kind, options }: Extract<Question, { options: unknown }>): string[] {
  const correct = options.filter((option) => option.correct).length;
  return [
    ...repeated(options.map((option) => option.id)).map((id) => `two options are called ${id}`),
    ...repeated(options.map((option) => option.text)).map((text) => `two options read ${JSON.stringify(text)}`),
    ...(kind === 'single_choice' && correct !== 1 ? [`${correct} options are correct; a single choice has exactly one`] : []),
    ...(kind === 'multiple_choice' && correct === 0 ? ['no option is correct'] : []),
  ];
}

/** Every attempt must be possible, and worth as much as every other. */
function drawFaults({ draw, questions }: Quiz): string[] {
  if (!draw) return [];
  const { failed } = satisfy(draw, questions);
  const unequal = draw.filter((rule) => new Set(questions.filter((each) => matches(rule, each)).map((each) => each.points)).size > 1);
  return [
    ...(failed ? [`draw: ${JSON.stringify(failed)} asks for more questions than the others leave it`] : []),
    ...unequal.map(
      (rule) => `draw: ${JSON.stringify(rule)} draws from questions of different points, so that attempts would differ in worth`,
    ),
  ];
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}
