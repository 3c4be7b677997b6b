import { type FaultAt, readAnswers } from './gift-answers.js';
import { giftBody } from './gift-body.js';
import { commentJson, commentSchema, type Details, detailsOf } from './gift-comment.js';
import { indexOfUnescaped, lastIndexOfUnescaped, readText } from './gift-escape.js';
import { splitProgram } from './gift-program.js';
import { collect, type Defaults, type Draft, type Fault, FaultyQuestion, type Imported, maxImportChars, quote } from './imported.js';

/** What stands between two blank lines. */
interface Block {
  /** Of its first line. */
  line: number;
  /** Comments are blank lines in it, so that lines can be counted. */
  text: string;
  /** What the comments say that are ours. */
  comments: { line: number; json: string }[];
}

/**
 * Reads questions in Moodle's GIFT format (https://docs.moodle.org/en/GIFT_format): all of them, or every fault. Comments that
 * `writeGift` wrote are obeyed; questions without one get what `defaults` says, and the category as a tag.
 */
export function readGift(file: string, defaults: Defaults): Imported {
  return collect(readBlocks(file, defaults), defaults);
}

function* readBlocks(file: string, defaults: Defaults): Generator<Draft | Fault> {
  if (file.length > maxImportChars) {
    yield { line: 1, found: `${file.length} characters`, expected: `at most ${maxImportChars}` };
    return;
  }
  let category: string | null = null;
  for (const block of blocksOf(file)) {
    try {
      if (/^\s*\$CATEGORY:/.test(block.text)) category = readCategory(block);
      else yield readQuestion(block, category ? { ...defaults, tags: [...defaults.tags, category] } : defaults);
    } catch (error) {
      if (!(error instanceof FaultyQuestion)) throw error;
      yield error.fault;
    }
  }
}

/** The last part of the path that Moodle sorts the following questions under; null where there is none. */
function readCategory(block: Block): string | null {
  const [path = '', ...below] = block.text.trim().split('\n');
  if (block.comments.length > 0 || below.join('').trim() !== '') {
    throw new FaultyQuestion(block.line, '$CATEGORY: and more below it', 'a blank line after it');
  }
  return (
    path
      .slice(path.lastIndexOf('/') + 1)
      .replace(/^\$CATEGORY:/, '')
      .trim() || null
  );
}

function* blocksOf(file: string): Generator<Block> {
  const lines = file.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  let block: Block | null = null;
  for (const [i, line] of [...lines, ''].entries()) {
    if (line.trim() === '') {
      if (block && (block.text.trim() !== '' || block.comments.length > 0)) yield block;
      block = null;
      continue;
    }
    block ??= { line: i + 1, text: '', comments: [] };
    const isComment = line.trimStart().startsWith('//');
    const json = isComment ? commentJson(line) : null;
    if (json !== null) block.comments.push({ line: i + 1, json });
    block.text += `${isComment ? '' : line}\n`;
  }
}

function readQuestion(block: Block, defaults: Defaults): Draft {
  const [comment, second] = block.comments;
  if (second) throw new FaultyQuestion(second.line, 'a second comment of Raceway', 'one for each question');
  if (comment && block.text.trim() === '') throw new FaultyQuestion(comment.line, 'a comment of Raceway alone', 'its question below it');
  const content = comment && readComment(comment);
  if (content && 'exact' in content) {
    // The comment counts as long as the question below it is the one that it was written for: an edit of the question wins.
    if (giftBody(content.exact) === block.text.trim()) return { line: lineOf(block, 0), title: null, question: content.exact };
    return readBody(block, detailsOf(content.exact), defaults);
  }
  return readBody(block, content ?? null, defaults);
}

function readComment({ line, json }: Block['comments'][number]) {
  try {
    return commentSchema.parse(JSON.parse(json));
  } catch {
    throw new FaultyQuestion(line, quote(json.trim()), 'the JSON that a Raceway export writes, on one line');
  }
}

function readBody(block: Block, details: Details | null, { level, tags, source }: Defaults): Draft {
  const fault = (at: number, found: string, expected: string) => new FaultyQuestion(lineOf(block, at), found, expected);
  const { title, whole, answers, at, general } = split(block.text, fault);
  const { answer, feedback } = readAnswers(answers, details, (offset, found, expected) => fault(at + offset, found, expected));
  const explanation = [general, ...feedback].filter((part) => part !== '').join('\n\n') || 'No explanation was given.';
  const common = { ...(details ? commonOf(details) : { level, tags, source }), explanation };
  if (answer.kind !== 'program_output' && answer.kind !== 'race_lines')
    return { line: lineOf(block, 0), title, question: { ...common, ...answer, text: whole } };
  const program = splitProgram(whole);
  if (!program) throw fault(0, 'a text without a program', 'a block of Go code at its end');
  const question = { ...common, ...answer, text: program.text, program: { source: program.source, test: details?.test ?? false } };
  return { line: lineOf(block, 0), title, question };
}

function commonOf({ id, level, tags, points, source }: Details) {
  return { id, level, tags, points, source };
}

/** The parts of `::title::text {answers ####general feedback} more text`. */
function split(text: string, fault: FaultAt) {
  const { title, start } = readTitle(text, fault);
  const open = indexOfUnescaped(text, ['{'], start);
  const close = indexOfUnescaped(text, ['}'], start);
  if (open < 0 && close < 0) throw fault(0, `no answers in ${quote(text.trim())}`, '{…}');
  if (open < 0 || (close >= 0 && close < open)) throw fault(close, 'a } without its {', '{ before it, or \\}');
  if (close < 0) throw fault(open, 'a { without its }', '} before the next blank line, or \\{');
  const extra = indexOfUnescaped(text, ['{', '}'], close + 1);
  if (extra >= 0) throw fault(extra, `a further ${text[extra]}`, `\\${text[extra]} within text, or a blank line before the next question`);
  const after = text.slice(close + 1);
  const inside = text.slice(open + 1, close);
  const feedback = lastIndexOfUnescaped(inside, '####');
  return {
    title,
    // Where text follows, the answers fill a gap in it.
    whole: readText(`${text.slice(start, open)}${after.trim() === '' ? '' : `_____${after}`}`),
    answers: feedback < 0 ? inside : inside.slice(0, feedback),
    at: open + 1,
    general: feedback < 0 ? '' : readText(inside.slice(feedback + 4)),
  };
}

function readTitle(text: string, fault: FaultAt): { title: string | null; start: number } {
  const begin = text.search(/\S/);
  if (!text.startsWith('::', begin)) return { title: null, start: 0 };
  const end = indexOfUnescaped(text, ['::'], begin + 2);
  if (end < 0) throw fault(begin, 'a title without its end', '::title::');
  return { title: readText(text.slice(begin + 2, end)), start: end + 2 };
}

/** The line of the file on which this place of a block is; that of its first character that is no space, for 0. */
function lineOf({ line, text }: Block, at: number): number {
  return line + text.slice(0, at || text.search(/\S/)).split('\n').length - 1;
}
