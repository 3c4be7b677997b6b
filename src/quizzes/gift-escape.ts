/** Text as GIFT carries it: on one line, without a character that means something there. */
export function escapeGift(text: string): string {
  return text
    .replaceAll('\r', '')
    .replace(/[\\~=#{}:]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** A backslash before anything else stands for itself. */
function unescapeGift(raw: string): string {
  return raw.replace(/\\([\\~=#{}:n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

/** Where `wanted` begins for the first time at `from` or after it, not counting what a backslash escapes; -1 where it does not. */
export function indexOfUnescaped(raw: string, wanted: string[], from = 0): number {
  for (let i = from; i < raw.length; i++) {
    if (wanted.some((each) => raw.startsWith(each, i))) return i;
    if (raw[i] === '\\') i++;
  }
  return -1;
}

/** Where `wanted` begins for the last time, not counting what a backslash escapes; -1 where it does not. */
export function lastIndexOfUnescaped(raw: string, wanted: string): number {
  let last = -1;
  for (let i = indexOfUnescaped(raw, [wanted]); i >= 0; i = indexOfUnescaped(raw, [wanted], i + 1)) last = i;
  return last;
}

/** A text as a file has it, without the space around it and without its format: everything is taken for Markdown. */
export function readText(raw: string): string {
  return unescapeGift(raw.trim().replace(/^\[(markdown|html|plain|moodle)\]\s*/, ''));
}
