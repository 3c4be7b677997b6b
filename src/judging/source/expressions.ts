import type { Operation } from '../../diagnosis/operation.js';
import { blank, bodyOf, functionBodies, lineSpan, plainName, receiverOf } from './scan.js';

// An operand that can be named: an identifier with selectors and indices.
const operand = String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[[^[\]\n]*\])*`;
const path = String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*`;
const assigning = String.raw`(?:\+\+|--|:=|(?:[-+*/|&^%]|<<|>>|&\^)?=(?!=))`;

const byOperation: Record<Operation, RegExp> = {
  assign: new RegExp(String.raw`(${path})\[[^[\]\n]*\][\w.]*\s*${assigning}`, 'g'),
  delete: new RegExp(String.raw`\bdelete\(\s*(${path})`, 'g'),
  index: new RegExp(String.raw`(${path})\[`, 'g'),
  range: new RegExp(String.raw`\brange\s+(${path})|\b(?:maps\.\w+|clear)\(\s*(${path})`, 'g'),
  close: new RegExp(String.raw`\bclose\(\s*(${path})`, 'g'),
  send: new RegExp(String.raw`(${operand})\s*<-(?!\s*chan\b)`, 'g'),
  receive: new RegExp(String.raw`<-\s*(${operand})|\brange\s+(${operand})`, 'g'),
};

const notVariables = new Set(
  `break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct
   switch type var true false nil iota any bool byte error int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr
   float32 float64 append cap clear close copy delete len make max min new panic print println recover`.split(/\s+/),
);

/** The code of one line of a function, and how its operands are called. */
interface Line {
  code: string;
  name(expression: string): string;
}

function lineOf(source: string, fn: string, line: number): Line | null {
  const code = blank(source);
  const span = lineSpan(code, line);
  if (!span) return null;
  const bodies = functionBodies(code);
  const body = bodyOf(bodies, fn, span);
  const receiver = body && receiverOf(code, bodies, body);
  const original = source.slice(span.start, span.end);
  const text = code.slice(span.start, span.end);
  // Blanking kept the offsets, so that a key in quotes is shown as it is written.
  const written = (expression: string) => {
    const at = text.indexOf(expression);
    return at < 0 ? expression : original.slice(at, at + expression.length);
  };
  return { code: text, name: (expression) => plainName(written(expression), receiver) };
}

/**
 * What an access on a line may be of, in the words of the source: every operand that it could have read or written.
 * Empty when the line is not understood.
 */
export function operandsOf(source: string, fn: string, line: number, kind: 'read' | 'write', operation: Operation | null): string[] {
  const at = lineOf(source, fn, line);
  if (!at) return [];
  const found = operation
    ? [...at.code.matchAll(byOperation[operation])].map((match) => match[1] ?? match[2] ?? '')
    : kind === 'write'
      ? targets(at.code)
      : operands(at.code);
  return [...new Set(found.filter((expression) => !notVariables.has(expression)).map(at.name))];
}

/** What a goroutine waits on at a line: the channel, lock or group, in the words of the source; null when that is not plain. */
export function waitsOn(source: string, fn: string, line: number, waitsFor: string): string | null {
  const at = lineOf(source, fn, line);
  if (!at) return null;
  const calls = (method: string) => new RegExp(String.raw`(${operand})\.${method}\(\)`, 'g');
  const pattern = waitsFor.startsWith('receiving')
    ? byOperation.receive
    : waitsFor.startsWith('sending')
      ? byOperation.send
      : calls(waitsFor.startsWith('locking') ? 'R?Lock' : 'Wait');
  const [found, ...more] = [...at.code.matchAll(pattern)];
  const expression = found?.[1] ?? found?.[2];
  if (!found || !expression || more.length > 0) return null;
  const next = pattern === byOperation.receive ? at.code.slice(found.index + found[0].length) : '';
  if (next.startsWith('()')) return `${at.name(expression)}()`;
  return next.startsWith('(') ? null : at.name(expression);
}

function targets(code: string): string[] {
  const found: string[] = [];
  const list = new RegExp(String.raw`((?:\*?${operand}\s*,\s*)*\*?${operand})\s*${assigning}`, 'g');
  for (const [, left = ''] of code.matchAll(list)) {
    found.push(...left.split(/,(?![^[]*\])/).map((target) => target.trim().replace(/^\*/, '')));
  }
  return found.filter((target) => target !== '_');
}

function operands(code: string): string[] {
  // A plain assignment writes its targets, and reads them no more than to find the place.
  const written = new Set(
    [...code.matchAll(new RegExp(String.raw`((?:${operand}\s*,\s*)*${operand})\s*:?=(?!=)`, 'g'))].map((match) => match.index),
  );
  const found: string[] = [];
  for (const match of code.matchAll(new RegExp(operand, 'g'))) {
    const next = code.slice(match.index + match[0].length).trimStart()[0];
    if (written.has(match.index) || code[match.index - 1] === '.' || (next === ':' && !/\?|case/.test(code))) continue;
    if (next !== '(') found.push(match[0]);
    else if (match[0].split('.').length > 2) found.push(match[0].slice(0, match[0].lastIndexOf('.')));
  }
  return found;
}
