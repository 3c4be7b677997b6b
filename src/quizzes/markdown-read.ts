import { collect, type Defaults, type Draft, type Fault, type Imported, maxImportChars, quote } from './imported.js';
import { quizLines } from './markdown-lines.js';

interface Part {
  line: number;
  text: string;
}

/** The lines of one question, each where it belongs. */
interface Sections extends Part {
  options: (Part & { letter: string })[];
  answer: (Part & { letters: string[] }) | null;
  /** What is out of order. */
  faults: Fault[];
}

/**
 * Reads the questions of a Markdown document, all of them or every fault: those below its heading `## Quiz` or, where it has none, of the
 * whole document. Each is a heading `### Question 1`, its text, options such as `**A)** …`, and `**Answer: B** - why`; several letters,
 * `**Answer: A, C** - why`, make it a multiple choice.
 */
export function readMarkdown(document: string, defaults: Defaults): Imported {
  return collect(readDrafts(document, defaults), defaults);
}

function* readDrafts(document: string, { level, tags, source }: Defaults): Generator<Draft | Fault> {
  if (document.length > maxImportChars) {
    yield { line: 1, found: `${document.length} characters`, expected: `at most ${maxImportChars}` };
    return;
  }
  for (const { line, text, options, answer, faults } of sectionsOf(document)) {
    const all = [...faults, ...textFaults(line, text, options), ...answerFaults(line, options, answer)];
    yield* all;
    if (!answer || all.length > 0) continue;
    const { letters } = answer;
    const question = {
      kind: letters.length > 1 ? ('multiple_choice' as const) : ('single_choice' as const),
      ...{ level, tags, source },
      text: text.trim(),
      explanation: answer.text.trim(),
      options: options.map(({ letter, text }) => ({ id: letter.toLowerCase(), text: text.trim(), correct: letters.includes(letter) })),
    };
    yield { line, title: null, question };
  }
}

function* sectionsOf(document: string): Generator<Sections> {
  let sections: Sections | null = null;
  /** What a line belongs to that begins nothing new. */
  let part: Part = { line: 0, text: '' };
  let unclosed: number | null = null;
  for (const { line, text, code } of quizLines(document)) {
    unclosed = code;
    const heading = code === null ? /^(#{1,3})\s/.exec(text) : null;
    if (heading) {
      if (sections) yield sections;
      // A heading of a higher rank ends the questions, until the next of theirs.
      sections = heading[1] === '###' ? begin(line, text) : null;
      if (sections) part = sections;
    } else if (sections) {
      part = (code === null && (optionOf(sections, line, text) ?? answerOf(sections, line, text))) || extend(part, text);
    }
  }
  if (!sections) return;
  if (unclosed !== null) sections.faults.push({ line: unclosed, found: 'a block of code without an end', expected: '``` after it' });
  yield sections;
}

function begin(line: number, heading: string): Sections {
  const isQuestion = /^###\s+Question\s+\d+$/.test(heading);
  const faults = isQuestion ? [] : [{ line, found: quote(heading), expected: '### Question and its number' }];
  return { line, text: '', options: [], answer: null, faults };
}

function optionOf({ options, answer, faults }: Sections, line: number, text: string): Part | null {
  const match = /^\*\*([A-Z])\)\*\*(.*)$/s.exec(text);
  if (!match) return null;
  if (answer) faults.push({ line, found: 'an option below the answer', expected: 'all options above it' });
  const option = { line, letter: match[1] ?? '', text: `${match[2]}\n` };
  options.push(option);
  return option;
}

function answerOf(sections: Sections, line: number, text: string): Part | null {
  const match = /^\*\*Answer:([^*]*)\*\*(.*)$/s.exec(text);
  if (!match) return null;
  if (sections.answer) sections.faults.push({ line, found: 'a second answer', expected: 'one, with all right letters: **Answer: A, C**' });
  const letters = (match[1] ?? '').split(',').map((letter) => letter.trim());
  sections.answer = { line, letters, text: `${(match[2] ?? '').replace(/^\s*[-–—:]/, '')}\n` };
  return sections.answer;
}

function extend(part: Part, text: string): Part {
  part.text += `${text}\n`;
  return part;
}

function textFaults(line: number, text: string, options: Sections['options']): Fault[] {
  const faults: Fault[] = [];
  if (text.trim() === '') faults.push({ line, found: 'a question without text', expected: 'its text below the heading' });
  if (options.length < 2 || options.length > 10) {
    return [...faults, { line, found: `${options.length} options`, expected: '2 to 10, each as **A)** text' }];
  }
  for (const [i, option] of options.entries()) {
    const letter = String.fromCharCode(65 + i);
    if (option.letter !== letter) faults.push({ line: option.line, found: `**${option.letter})**`, expected: `**${letter})**` });
    if (option.text.trim() === '') faults.push({ line: option.line, found: 'an option without text', expected: 'text after its letter' });
  }
  return faults;
}

function answerFaults(line: number, options: Sections['options'], answer: Sections['answer']): Fault[] {
  if (!answer) return [{ line, found: 'a question without an answer', expected: '**Answer: B** - why' }];
  const known = options.slice(0, 26).map((option) => option.letter);
  const wrong = answer.letters.slice(0, 27).find((letter, i, all) => !known.includes(letter) || all.indexOf(letter) < i);
  const faults: Fault[] = [];
  if (wrong !== undefined) {
    faults.push({
      line: answer.line,
      found: `the answer ${quote(wrong)}`,
      expected: 'letters of its options, each once: **Answer: A, C**',
    });
  }
  if (answer.text.trim() === '') {
    faults.push({ line: answer.line, found: 'an answer without a reason', expected: 'why it is right: **Answer: B** - why' });
  }
  return faults;
}
