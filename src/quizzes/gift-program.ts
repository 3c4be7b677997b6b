import type { Question } from '../schemas/quiz.js';

type WithProgram = Extract<Question, { program: unknown }>;

/** The text with the program as a block of code at its end, fenced by more backticks than the program has in a row. */
export function joinProgram({ text, program: { source } }: WithProgram): string {
  const longest = Math.max(2, ...(source.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${text}\n\n${fence}go\n${source.replace(/\n$/, '')}\n${fence}`;
}

/** The reverse of `joinProgram`; null where the text does not end in a block of Go code. */
export function splitProgram(joined: string): { text: string; source: string } | null {
  let end = joined.length;
  while (joined[end - 1] === '`') end--;
  const opening = `\n\n${joined.slice(end)}go\n`;
  const start = joined.lastIndexOf(opening, end);
  if (joined.length - end < 3 || start < 0) return null;
  return { text: joined.slice(0, start), source: joined.slice(start + opening.length, end) };
}
