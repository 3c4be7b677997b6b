import { type Question, questionSchema } from '../schemas/quiz.js';

/** The largest file that is read, in characters: many times what the largest quizzes have. */
export const maxImportChars = 4 * 1024 * 1024;
const maxQuestions = 500;
/** Whoever has this many faults to mend does not miss the rest. */
const maxFaults = 50;

/** What is wrong in a file, and where. */
export interface Fault {
  line: number;
  found: string;
  expected: string;
}

/** A question as a file gives it, not yet checked. */
export interface Draft {
  line: number;
  /** From which an id is made where the question has none. */
  title: string | null;
  question: { kind: Question['kind']; id?: string } & Record<string, unknown>;
}

/** All questions of a file, or what is wrong with it: never a part of them. */
export interface Imported {
  questions: Question[];
  faults: Fault[];
}

/** What a file does not say of its questions. */
export interface Defaults extends Pick<Question, 'level' | 'tags' | 'source'> {
  /** Begins the ids of questions without a title. */
  slug: string;
}

/** Breaks off the reading of one question; the others are read all the same, so that all faults are told at once. */
export class FaultyQuestion extends Error {
  readonly fault: Fault;

  constructor(line: number, found: string, expected: string) {
    super(found);
    this.fault = { line, found, expected };
  }
}

/** Makes questions of what was read of a file, unless anything in it is wrong. */
export function collect(items: Iterable<Draft | Fault>, { slug }: Defaults): Imported {
  const drafts: Draft[] = [];
  const faults: Fault[] = [];
  for (const item of items) {
    if ('found' in item) faults.push(item);
    else drafts.push(item);
    if (drafts.length > maxQuestions) faults.push({ line: item.line, found: 'one more question', expected: `at most ${maxQuestions}` });
    if (drafts.length > maxQuestions || faults.length === maxFaults) return { questions: [], faults };
  }
  if (drafts.length + faults.length === 0) faults.push({ line: 1, found: 'no question', expected: 'at least one' });
  const { questions, faults: more } = check(drafts, slug);
  faults.push(...more);
  return faults.length > 0 ? { questions: [], faults: faults.sort((a, b) => a.line - b.line).slice(0, maxFaults) } : { questions, faults };
}

function check(drafts: Draft[], slug: string): Imported {
  const questions: Question[] = [];
  const faults: Fault[] = [];
  const taken = new Set<string>();
  for (const { line, question } of drafts) {
    if (question.id === undefined) continue;
    if (taken.has(question.id)) faults.push({ line, found: `the id ${quote(question.id)} for a second time`, expected: 'each id once' });
    taken.add(question.id);
  }
  for (const [i, { line, title, question }] of drafts.entries()) {
    const id = question.id ?? unusedId(idFrom(title ?? '') || `${slug}-${i + 1}`, taken);
    const parsed = questionSchema.safeParse({ ...question, id });
    if (parsed.success) {
      questions.push(parsed.data);
      if ('options' in parsed.data) faults.push(...optionFaults(line, parsed.data));
    }
    for (const issue of parsed.error?.issues ?? []) {
      const expected = issue.message.replace(/^[^:]*: expected /, '');
      faults.push({ line, found: `a question whose ${issue.path.join('.')} does not fit`, expected });
    }
  }
  return { questions, faults };
}

function optionFaults(line: number, { kind, options }: Extract<Question, { options: unknown }>): Fault[] {
  const correct = options.filter((option) => option.correct).length;
  const wrongCount = kind === 'single_choice' ? correct !== 1 : correct === 0;
  const repeated = new Set(options.map((option) => option.id)).size < options.length;
  return [
    ...(wrongCount
      ? [{ line, found: `${correct} right options`, expected: kind === 'single_choice' ? 'exactly one' : 'at least one' }]
      : []),
    ...(repeated ? [{ line, found: 'two options with the same id', expected: 'each id once' }] : []),
  ];
}

/** An id that says what the title says; empty where nothing of it is left. */
export function idFrom(title: string): string {
  const words =
    title
      .slice(0, 200)
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 56).replace(/-$/, '');
}

function unusedId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let i = 2; taken.has(id); i++) id = `${wanted}-${i}`;
  taken.add(id);
  return id;
}

/** One line for whoever has to mend the file. */
export function faultSentence({ line, found, expected }: Fault): string {
  return `line ${line}: found ${found}; expected ${expected}`;
}

/** A piece of the file for a message: short, and without what a terminal would obey. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
