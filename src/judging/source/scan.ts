/** A function's body in Go source, as offsets of its braces; `at` is that of its `func`. */
export interface FunctionBody {
  at: number;
  start: number;
  end: number;
}

/** The source with the insides of comments, strings and runes blanked: every other character keeps its offset. */
export function blank(source: string): string {
  const blanked = (text: string) => text.replace(/[^\n]/g, ' ');
  return source.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g, (text) =>
    text.startsWith('/') ? blanked(text) : text[0] + blanked(text.slice(1, -1)) + text[0],
  );
}

/** All function bodies of blanked source, in the order of their beginnings. */
export function functionBodies(code: string): FunctionBody[] {
  const bodies: FunctionBody[] = [];
  for (const { index } of code.matchAll(/\bfunc\b/g)) {
    const start = bodyStart(code, index + 'func'.length);
    const end = start === null ? null : closing(code, start);
    if (start !== null && end !== null) bodies.push({ at: index, start, end });
  }
  return bodies;
}

/** The brace that opens the body of the function whose `func` ends at `from`; null for a mere function type. */
function bodyStart(code: string, from: number): number | null {
  let depth = 0;
  for (let i = from; i < code.length; i++) {
    const c = code[i] ?? '';
    if ('(['.includes(c)) depth++;
    else if (')]'.includes(c) && --depth < 0) return null;
    else if (depth === 0 && '\n,;=}'.includes(c)) return null;
    else if (depth === 0 && c === '{') {
      if (!/\b(struct|interface)\s*$/.test(code.slice(from, i))) return i;
      i = closing(code, i) ?? code.length;
    }
  }
  return null;
}

/** The brace that closes the one at `open`; null when there is none. */
export function closing(code: string, open: number): number | null {
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    if (code[i] === '{') depth++;
    else if (code[i] === '}' && --depth === 0) return i;
  }
  return null;
}

/** Offsets of a line, counted from 1; null when there is none. The end is that of its newline. */
export function lineSpan(code: string, line: number): { start: number; end: number } | null {
  let start = 0;
  for (let n = 1; n < line; n++) {
    start = code.indexOf('\n', start) + 1;
    if (start === 0) return null;
  }
  const end = code.indexOf('\n', start);
  return { start, end: end < 0 ? code.length : end };
}

/** The line, counted from 1, of an offset. */
export function lineAt(code: string, offset: number): number {
  return code.slice(0, offset).split('\n').length;
}

/**
 * The body that a frame's function has on a line. A line may belong to several: the runtime's name (`Get.func1.2`) says how deep in
 * literals the function is. Null when the name does not fit what is there.
 */
export function bodyOf(bodies: FunctionBody[], name: string, span: { start: number; end: number }): FunctionBody | null {
  const overlapping = bodies.filter((body) => body.start <= span.end && body.end >= span.start);
  const nested = overlapping.every((body, i) => i === 0 || body.end <= (overlapping[i - 1]?.end ?? 0));
  const depth = [...name.matchAll(/\.func\d+((?:\.\d+)*)/g)].reduce((sum, [, more = '']) => sum + more.split('.').length, 0);
  return (nested && overlapping[depth]) || null;
}

/** The name of the receiver of the method that a body lies in, or null. */
export function receiverOf(code: string, bodies: FunctionBody[], body: FunctionBody): string | null {
  const outermost = bodies.find((candidate) => candidate.start <= body.start && candidate.end >= body.end);
  return /^func\s*\(\s*(\w+)\s/.exec(code.slice(outermost?.at ?? 0))?.[1] ?? null;
}

/** An expression as a learner would say it: a field of the receiver goes by its own name. */
export function plainName(expression: string, receiver: string | null): string {
  return receiver !== null && expression.startsWith(`${receiver}.`) ? expression.slice(receiver.length + 1) : expression;
}
