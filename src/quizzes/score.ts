import { type Answer, answerSchemas, type Question } from '../schemas/quiz.js';

type MultipleChoice = Extract<Question, { kind: 'multiple_choice' }>;

/** What an answer earns, in whole hundredths of a point: pure. No answer, or one of another form than its question's, earns 0. */
export function earned(question: Question, answer: Answer | null): number {
  if (!answerSchemas[question.kind].safeParse(answer).success) return 0;
  if (question.kind === 'multiple_choice') return Math.round(question.points * 100 * share(question, answer as string[]));
  return isRight(question, answer as Answer) ? question.points * 100 : 0;
}

/** An answer that earns all points. */
export function modelAnswer(question: Question): Answer {
  switch (question.kind) {
    case 'single_choice':
      return rightOptions(question)[0] ?? '';
    case 'multiple_choice':
      return rightOptions(question);
    case 'short_answer':
      return question.answers[0] ?? '';
    case 'program_output':
      return question.output;
    case 'race_lines':
      return question.lines;
    case 'true_false':
    case 'numeric':
      return question.answer;
  }
}

/**
 * (right options chosen − wrong ones chosen) ÷ right options, not below 0. Where more options are right than wrong that would pay for
 * choosing all of them, which shows no knowledge: it is 0, unless all are right.
 */
function share(question: MultipleChoice, chosen: string[]): number {
  const right = rightOptions(question);
  const hits = right.filter((id) => chosen.includes(id)).length;
  const misses = chosen.length - hits;
  if (misses > 0 && chosen.length === question.options.length) return 0;
  return Math.max(0, (hits - misses) / right.length);
}

function isRight(question: Exclude<Question, MultipleChoice>, answer: Answer): boolean {
  switch (question.kind) {
    case 'single_choice':
      return rightOptions(question).includes(String(answer));
    case 'true_false':
      return answer === question.answer;
    case 'short_answer':
      return question.answers.map(plain).includes(plain(String(answer)));
    case 'numeric':
      return isWithin(Number(answer), question);
    case 'program_output':
      return withoutTrailingSpace(String(answer)) === withoutTrailingSpace(question.output);
    case 'race_lines':
      return String([...(answer as [number, number])].sort(byValue)) === String([...question.lines].sort(byValue));
  }
}

/** Without what does not count in a short answer: case, spaces at the ends, how many there are within, how Unicode composes a letter. */
export function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC').trim().replaceAll(/\s+/g, ' ');
}

/** The bounds count as within, also where the nearest binary fraction lies a hair outside (0.3 + 0.1). */
function isWithin(number: number, { answer, tolerance }: { answer: number; tolerance: number }): boolean {
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(answer), tolerance);
  return Math.abs(number - answer) <= tolerance + rounding;
}

function withoutTrailingSpace(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.join('\n').trimEnd();
}

function rightOptions(question: Extract<Question, { options: unknown }>): string[] {
  return question.options.filter((option) => option.correct).map((option) => option.id);
}

const byValue = (a: number, b: number) => a - b;
