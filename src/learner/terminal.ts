import type { Verdict } from '../schemas/verdict.js';

/** Where a command writes, and whether to a person. */
export interface Terminal {
  write(text: string): void;
  /** A line that the next one replaces; where nobody is looking, nothing. */
  progress(text: string): void;
  colour: boolean;
}

/** @param wantsColour what the environment says: null leaves it to the terminal. */
export function terminalOf(out: NodeJS.WriteStream, err: NodeJS.WriteStream, wantsColour: boolean | null): Terminal {
  let shown = 0;
  return {
    write: (text) => {
      if (shown > 0) err.write(`\r${' '.repeat(shown)}\r`);
      shown = 0;
      out.write(text);
    },
    progress: (text) => {
      if (!err.isTTY) return;
      err.write(`\r${text.padEnd(shown)}`);
      shown = Math.max(shown, text.length);
    },
    colour: wantsColour ?? out.isTTY === true,
  };
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

export function paint(text: string, colour: keyof typeof codes, on: boolean): string {
  return on ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
}

/** Text of the server's as a terminal may have it: without control characters, which learners' own output can hold. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '\uFFFD');
}

export function paintVerdict(verdict: Verdict, on: boolean): string {
  const colour = verdict === 'accepted' ? 'green' : verdict === 'judge_error' ? 'yellow' : 'red';
  return paint(verdict, colour, on);
}

/** The rendering of a diagnosis, with the verdict, the marked lines and the names of tests told apart by colour. */
export function paintDiagnosis(text: string, verdict: Verdict, on: boolean): string {
  if (!on) return text;
  return text
    .split('\n')
    .map((line, i) => {
      if (i === 0) return paint(line, verdict === 'accepted' ? 'green' : 'red', on);
      if (i === 1 || /^(Data race|Tests$|\d+ goroutines? )/.test(line)) return paint(line, 'bold', on);
      if (/^ +\| *\^+$/.test(line)) return paint(line, 'red', on);
      if (/^ {4}> +\d+ \|/.test(line)) return paint(line, 'yellow', on);
      if (/^ {2}\S+ +passed /.test(line)) return paint(line, 'green', on);
      if (/^ {6} +\d+ \|/.test(line)) return paint(line, 'dim', on);
      return line;
    })
    .join('\n');
}
