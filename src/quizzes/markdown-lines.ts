export interface Line {
  line: number;
  text: string;
  /** Where the block of code begins that it is part of: nothing in there is a heading, an option or an answer. */
  code: number | null;
}

/** The lines of the quiz in a document: those below its heading `## Quiz`, or all, where it has none. */
export function* quizLines(document: string): Generator<Line> {
  let isInside = !hasHeading(document);
  for (const line of linesOf(document)) {
    if (isInside) yield line;
    isInside ||= isHeading(line);
  }
}

function hasHeading(document: string): boolean {
  for (const line of linesOf(document)) if (isHeading(line)) return true;
  return false;
}

function isHeading({ text, code }: Line): boolean {
  return code === null && /^##\s+Quiz$/i.test(text);
}

/** One more line than there are, blank: it is code only where a block of code has no end. */
function* linesOf(document: string): Generator<Line> {
  const lines = document.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  let open: { fence: string; line: number } | null = null;
  for (const [i, raw] of [...lines, ''].entries()) {
    const [line, text] = [i + 1, raw.trimEnd()];
    const fence = /^\s*(`{3,}|~{3,})/.exec(text)?.[1];
    const wasOpen: typeof open = open;
    if (fence && !open) open = { fence, line };
    else if (fence && open && fence.startsWith(open.fence) && text.trim() === fence) open = null;
    yield { line, text, code: (wasOpen ?? open)?.line ?? null };
  }
}
