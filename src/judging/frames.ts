import type { Frame } from '../schemas/submission.js';

/** How a raw stack line becomes a frame, or null where it tells a learner nothing. */
export type FrameReader = (fn: string, file: string, line: number) => Frame | null;

/** Machinery around the tests that tells a learner nothing: Go's test driver, our main and harness. */
const machinery = /^(testing[./]|internal\/synctest\.|main\.|raceway\/|panic$|runtime\.(main|goexit|gopanic|panic|deferreturn)\b)/;

/**
 * Reads stack lines for one exercise: whose line it is follows from the function's package and the file's name. Frames of hidden
 * tests, and of given files that the judge has a version of its own of, keep neither file, line nor the names of their helpers.
 * @param editable the learner's files; @param publicTests files of the public tests; @param replaced given files of the judge's own.
 */
export function frameReader({
  editable,
  publicTests,
  replaced = [],
}: {
  editable: string[];
  publicTests: string[];
  replaced?: string[] | undefined;
}): FrameReader {
  return (fn, path, line): Frame | null => {
    if (machinery.test(fn)) return null;
    const file = path.slice(path.lastIndexOf('/') + 1);
    if (fn.startsWith('exercise.')) {
      if (replaced.includes(file)) return { function: 'given code', file: null, line: null, origin: 'given' };
      const origin = editable.includes(file) ? 'learner' : 'given';
      return { function: fn.slice('exercise.'.length), file, line, origin };
    }
    if (fn.startsWith('exercise_test.')) {
      const name = fn.slice('exercise_test.'.length);
      if (publicTests.includes(file)) return { function: name, file, line, origin: 'public_test' };
      return { function: /^Test\w+/.exec(name)?.[0] ?? 'hidden test', file: null, line: null, origin: 'hidden_test' };
    }
    return { function: fn, file, line, origin: 'library' };
  };
}
