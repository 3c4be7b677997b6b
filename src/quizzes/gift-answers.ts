import type { Question } from '../schemas/quiz.js';
import type { Details } from './gift-comment.js';
import { indexOfUnescaped, readText } from './gift-escape.js';
import { type FaultyQuestion, quote } from './imported.js';

/** Makes a fault of a place, what is there, and what should be. */
export type FaultAt = (at: number, found: string, expected: string) => FaultyQuestion;

/** What the braces of a question hold: its kind and right answers, as in the vocabulary but unchecked, and what the file says to single answers. */
interface Answers {
  answer: { kind: Question['kind'] } & Record<string, unknown>;
  feedback: string[];
}

/** One of several answers, with the mark that it begins with. */
interface Piece {
  at: number;
  mark: '=' | '~' | '';
  /** Its percentage, where it has one. */
  credit: number | null;
  text: string;
  feedback: string;
}

/** No question has so many; a file with more is not worth its memory. */
const maxPieces = 50;

/** Reads what stands between the braces: as the kind that the question's comment names or, where it has none, as Moodle would. */
export function readAnswers(raw: string, details: Details | null, fault: FaultAt): Answers {
  const kind = details?.kind ?? kindOf(raw, fault);
  if (kind === 'true_false') return readTrueFalse(raw, fault);
  if (kind === 'numeric') return readNumeric(raw, fault);
  const pieces = readPieces(raw, 0, fault);
  const feedback = feedbackOf(pieces);
  switch (kind) {
    case 'single_choice':
    case 'multiple_choice':
      return { answer: { kind, options: readOptions(kind, pieces, details, fault) }, feedback };
    case 'short_answer':
      return { answer: { kind, answers: fullCredit(pieces, fault).map((piece) => withoutStars(piece, fault)) }, feedback };
    case 'program_output':
      return { answer: { kind, output: `${linesOf(fullCredit(pieces, fault)[0]?.text ?? '').join('\n')}\n` }, feedback };
    case 'race_lines':
      return { answer: { kind, lines: linesOf(fullCredit(pieces, fault)[0]?.text ?? '').map(Number) }, feedback };
  }
}

function kindOf(raw: string, fault: FaultAt): Question['kind'] {
  const text = raw.trim();
  if (text === '') throw fault(0, 'no answers (an essay)', 'answers: =right ~wrong, TRUE, =text or #number');
  if (text.startsWith('#')) return 'numeric';
  const equals = indexOfUnescaped(raw, ['=']);
  if (indexOfUnescaped(raw, ['~']) >= 0) return equals >= 0 ? 'single_choice' : 'multiple_choice';
  if (equals >= 0 && raw.includes('->')) throw fault(equals, 'pairs to match (->)', 'another kind of question: there is none for pairs');
  return /^(T|TRUE|F|FALSE)\s*(#|$)/.test(text) ? 'true_false' : 'short_answer';
}

function readTrueFalse(raw: string, fault: FaultAt): Answers {
  const hash = indexOfUnescaped(raw, ['#']);
  const word = (hash < 0 ? raw : raw.slice(0, hash)).trim();
  if (!/^(T|TRUE|F|FALSE)$/.test(word)) throw fault(0, quote(word), 'TRUE or FALSE');
  const second = hash < 0 ? -1 : indexOfUnescaped(raw, ['#'], hash + 1);
  const feedback = hash < 0 ? [] : [raw.slice(hash + 1, second < 0 ? undefined : second), second < 0 ? '' : raw.slice(second + 1)];
  return { answer: { kind: 'true_false', answer: word.startsWith('T') }, feedback: feedback.map(readText).filter((text) => text !== '') };
}

function readNumeric(raw: string, fault: FaultAt): Answers {
  const start = raw.search(/\S/);
  if (raw[start] !== '#') throw fault(0, quote(raw.trim()), '#number, #number:tolerance or #low..high');
  const pieces = readPieces(raw.slice(start + 1), start + 1, fault);
  const right = fullCredit(
    pieces.filter((piece) => piece.mark !== '~'),
    fault,
  );
  const [only] = right;
  if (!only || right.length > 1) throw fault(start, `${right.length} right numbers`, 'exactly one');
  return { answer: { kind: 'numeric', ...readNumber(only, fault) }, feedback: feedbackOf(pieces) };
}

function readNumber({ text, at }: Piece, fault: FaultAt): { answer: number; tolerance: number } {
  const number = (part: string) => {
    if (!/^\s*[+-]?[\d.]+(e[+-]?\d+)?\s*$/i.test(part) || !Number.isFinite(Number(part))) throw fault(at, quote(part.trim()), 'a number');
    return Number(part);
  };
  const dots = text.indexOf('..');
  if (dots > 0) {
    const [low, high] = [number(text.slice(0, dots)), number(text.slice(dots + 2))];
    if (high < low) throw fault(at, quote(text), 'the lower number first');
    const answer = (low + high) / 2;
    return { answer, tolerance: high - answer };
  }
  const [answer, tolerance = '0', ...more] = text.split(':');
  if (more.length > 0) throw fault(at, quote(text), 'number:tolerance');
  return { answer: number(answer ?? ''), tolerance: number(tolerance) };
}

function readOptions(kind: Question['kind'], pieces: Piece[], details: Details | null, fault: FaultAt) {
  const bare = pieces.find((piece) => piece.mark === '');
  if (bare) throw fault(bare.at, quote(bare.text), '= or ~ before each option');
  const ids = details?.options;
  if (ids && ids.length !== pieces.length) {
    throw fault(0, `${pieces.length} options`, `${ids.length}, as the comment above lists: change both`);
  }
  return pieces.map((piece, i) => {
    if (kind === 'single_choice') refusePartial(piece, fault);
    return { id: ids?.[i] ?? `option-${i + 1}`, text: piece.text, correct: piece.mark === '=' || (piece.credit ?? 0) > 0 };
  });
}

/** Those that are right; what is worth nothing is only there for its feedback. */
function fullCredit(pieces: Piece[], fault: FaultAt): Piece[] {
  for (const piece of pieces) {
    if (piece.mark === '~') throw fault(piece.at, 'a wrong answer (~)', 'right ones (=)');
    refusePartial(piece, fault);
  }
  return pieces.filter((piece) => piece.credit === null || piece.credit > 0);
}

function refusePartial({ at, credit }: Piece, fault: FaultAt): void {
  if (credit !== null && credit > 0 && credit < 100) {
    throw fault(at, `an answer that is worth ${credit} %`, 'all or nothing: an answer here is right or wrong');
  }
}

/** A star in Moodle's short answers stands for any text; we ask for the text itself. */
function withoutStars({ text, at }: Piece, fault: FaultAt): string {
  if (linesOf(text).length > 1) throw fault(at, `${quote(text)}, where * stands for any text`, 'the whole answer, or \\* for a star');
  return text.replaceAll('\\*', '*');
}

/** What stands between the stars, with each escaped star as itself. */
function linesOf(text: string): string[] {
  return text.split(/(?<!\\)\*/).map((line) => line.replaceAll('\\*', '*'));
}

function feedbackOf(pieces: Piece[]): string[] {
  return pieces.filter((piece) => piece.feedback !== '').map(({ text, feedback }) => (text === '' ? feedback : `${text}: ${feedback}`));
}

/** @param offset where `raw` begins in what the faults count from. */
function readPieces(raw: string, offset: number, fault: FaultAt): Piece[] {
  const starts: number[] = [];
  for (let i = indexOfUnescaped(raw, ['=', '~']); i >= 0; i = indexOfUnescaped(raw, ['=', '~'], i + 1)) {
    if (starts.length === maxPieces) throw fault(offset + i, 'one more answer', `at most ${maxPieces}`);
    starts.push(i);
  }
  const first = raw.slice(0, starts[0]);
  const pieces = starts.map((start, i) => readPiece(raw.slice(start + 1, starts[i + 1]), raw[start] === '=' ? '=' : '~', offset + start));
  return first.trim() === '' ? pieces : [readPiece(first, '', offset), ...pieces];
}

function readPiece(raw: string, mark: Piece['mark'], at: number): Piece {
  const weight = /^\s*%(-?\d{1,3}(\.\d{0,9})?)%/.exec(raw);
  const rest = raw.slice(weight?.[0].length ?? 0);
  const hash = indexOfUnescaped(rest, ['#']);
  return {
    at,
    mark,
    credit: weight ? Number(weight[1]) : null,
    text: readText(hash < 0 ? rest : rest.slice(0, hash)),
    feedback: hash < 0 ? '' : readText(rest.slice(hash + 1)),
  };
}
