import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { loadExercises, readFiles } from '../exercises/load.js';
import { type Verdict, verdictSchema } from '../schemas/verdict.js';
import { type JudgeParts, judgeFiles } from './judge.js';

/** A submission in an exercise package; the folder it lies in is the verdict that it must get. */
export interface Example {
  slug: string;
  expected: Verdict;
  name: string;
  files: Record<string, string>;
}

export interface Verification {
  slug: string;
  expected: Verdict;
  name: string;
  verdict: Verdict;
  message: string;
  ms: number;
}

/** Judges every example of the exercises (of `slugs`, when given) in the real sandbox, `times` times, one after another. */
export async function* verifyExercises(
  parts: Pick<JudgeParts, 'sandbox' | 'sandboxConfig'>,
  folder: string,
  slugs: string[],
  times: number,
): AsyncGenerator<Verification> {
  const wanted = loadExercises(folder, slugs);
  for (let time = 0; time < times; time++) {
    for (const exercise of wanted) {
      for (const { slug, expected, name, files } of loadExamples(path.join(folder, exercise.slug))) {
        const began = performance.now();
        const { outcome } = await judgeFiles(parts, exercise, files);
        yield { slug, expected, name, verdict: outcome.verdict, message: outcome.message, ms: performance.now() - began };
      }
    }
  }
}

/** @throws an Error when a folder under submissions/ is not a verdict. */
export function loadExamples(exerciseFolder: string): Example[] {
  const submissions = path.join(exerciseFolder, 'submissions');
  if (!existsSync(submissions)) return [];
  return readdirSync(submissions)
    .sort()
    .flatMap((folder) => {
      const expected = verdictSchema.safeParse(folder);
      if (!expected.success) throw new Error(`${path.join(submissions, folder)} is not named after a verdict`);
      return readdirSync(path.join(submissions, folder))
        .sort()
        .map((name) => ({
          slug: path.basename(exerciseFolder),
          expected: expected.data,
          name,
          files: readFiles(path.join(submissions, folder, name)),
        }));
    });
}
