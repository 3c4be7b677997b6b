import { createInterface, type Interface } from 'node:readline';
import { type Answer, type AttemptQuestion, type AttemptView, attemptSchema, savedAnswerSchema } from '../schemas/quiz.js';
import { CommandError, call, type Server } from './server.js';
import { paint, printable, type Terminal } from './terminal.js';

/**
 * Takes an attempt at a quiz, or goes on with the open one: asks question by question, saves each answer, submits, and prints the score.
 * Answers come from standard input, a line each (`.` alone ends one of several lines); an empty line leaves a question as it is.
 */
export async function quiz(server: Server, terminal: Terminal, slug: string, json: boolean): Promise<number> {
  const attempt = await call(server, 'POST', `/api/v1/quizzes/${encodeURIComponent(slug)}/attempts`, attemptSchema);
  const input = createInterface({ input: process.stdin });
  const lines = input[Symbol.asyncIterator]();
  try {
    const total = attempt.questions.length;
    const left = attempt.secondsLeft === null ? '' : `, ${Math.ceil(attempt.secondsLeft / 60)} minutes left`;
    terminal.write(`Attempt ${attempt.number}: ${total} questions${left}. An empty line leaves a question as it is.\n`);
    for (const [i, question] of attempt.questions.entries()) {
      terminal.write(`\n${paint(`${i + 1} of ${total}`, 'bold', terminal.colour)}\n${textOf(question)}`);
      await ask(server, terminal, attempt.id, question, lines);
    }
  } finally {
    input.close();
  }
  const done = await call(server, 'POST', `/api/v1/attempts/${attempt.id}/submit`, attemptSchema, { body: {} });
  terminal.write(json ? `${JSON.stringify(done, null, 2)}\n` : result(done, terminal.colour));
  return 0;
}

type Lines = ReturnType<Interface[typeof Symbol.asyncIterator]>;

/** Asks until the answer is taken, or left out. */
async function ask(server: Server, terminal: Terminal, attempt: string, question: AttemptQuestion, lines: Lines): Promise<void> {
  for (;;) {
    terminal.write(`${prompts[question.kind]}: `);
    const said = await readAnswer(question, lines);
    if (said === '') return;
    const answer = parseAnswer(question, said);
    try {
      if (answer === null) throw new CommandError('that is no answer to this question');
      const path = `/api/v1/attempts/${attempt}/answers/${question.id}`;
      await call(server, 'PUT', path, savedAnswerSchema, { body: { answer } });
      return;
    } catch (error) {
      // On a pipe nobody could mend it.
      if (!(error instanceof CommandError) || process.stdin.isTTY !== true) throw error;
      terminal.write(`${error.message}\n`);
    }
  }
}

const prompts: Record<AttemptQuestion['kind'], string> = {
  single_choice: 'a letter',
  multiple_choice: 'letters, such as a c',
  true_false: 't or f',
  short_answer: 'a word or a few',
  numeric: 'a number',
  program_output: 'what it prints, and then a line with a dot alone',
  race_lines: 'two line numbers',
};

async function readAnswer(question: AttemptQuestion, lines: Lines): Promise<string> {
  const first = await lines.next();
  if (first.done) return '';
  if (question.kind !== 'program_output' || first.value.trim() === '') return first.value.trim();
  const all = [first.value];
  while (all.at(-1) !== '.') {
    const next = await lines.next();
    if (next.done) break;
    all.push(next.value);
  }
  return all.filter((line, i) => i < all.length - 1 || line !== '.').join('\n');
}

/** What somebody typed, in the form that the question asks for; null when it cannot be that. Pure. */
export function parseAnswer({ kind, options }: Pick<AttemptQuestion, 'kind' | 'options'>, said: string): Answer | null {
  switch (kind) {
    case 'single_choice':
    case 'multiple_choice': {
      const letters = [...said.toLowerCase().replace(/[\s,]/g, '')];
      const chosen = letters.map((letter) => options?.[letter.charCodeAt(0) - 97]?.id ?? null);
      if (chosen.length === 0 || chosen.includes(null)) return null;
      if (kind === 'multiple_choice') return [...new Set(chosen as string[])];
      return chosen.length === 1 ? (chosen[0] ?? null) : null;
    }
    case 'true_false':
      return /^(t|true)$/i.test(said) ? true : /^(f|false)$/i.test(said) ? false : null;
    case 'race_lines': {
      const numbers = said.match(/\d+/g)?.map(Number) ?? [];
      return numbers.length === 2 ? numbers : null;
    }
    default:
      return said;
  }
}

function textOf({ text, program, options }: AttemptQuestion): string {
  const parts = [printable(text).trimEnd()];
  if (program) {
    const lines = printable(program.source).trimEnd().split('\n');
    parts.push(lines.map((line, i) => `${String(i + 1).padStart(4)}  ${line.replaceAll('\t', '    ')}`).join('\n'));
  }
  if (options) parts.push(options.map((option, i) => `  ${String.fromCharCode(97 + i)}) ${printable(option.text)}`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

function result({ score, maxScore, questions }: AttemptView, colour: boolean): string {
  const rows = questions.map((question, i) => {
    const full = question.score === question.points;
    const head = paint(`${i + 1}. ${question.score ?? 0} of ${question.points}`, full ? 'green' : 'red', colour);
    if (!question.solution) return `${head}\n`;
    const { explanation, source } = question.solution;
    return `${head}  ${printable(explanation).trimEnd()}\n   ${source.url}\n`;
  });
  return `\nScore: ${score} of ${maxScore}\n\n${rows.join('')}`;
}
