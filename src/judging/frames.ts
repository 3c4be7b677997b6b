import type { Frame } from '../schemas/submission.js';
import type { FrameReader } from './race-report.js';

/** Machinery around the tests that tells a learner nothing: Go's test driver, our main and harness. */
const machinery = /^(testing\.|main\.|raceway\/|runtime\.(main|goexit|gopanic|panic)\b)/;

/**
 * Reads stack lines for one exercise: whose line it is follows from the function's package and the file's name. Frames of hidden
 * tests keep neither file, line nor the names of their helpers.
 * @param editable the learner's files; @param publicTests files of the public tests.
 */
export function frameReader({ editable, publicTests }: { editable: string[]; publicTests: string[] }): FrameReader {
  return (fn, path, line): Frame | null => {
    if (machinery.test(fn)) return null;
    const file = path.slice(path.lastIndexOf('/') + 1);
    if (fn.startsWith('exercise.')) {
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
