import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type Verdict, verdictSchema } from '../schemas/verdict.js';
import { readFiles } from './load.js';

/** A submission in an exercise package; the folder it lies in is the verdict that it must get. */
export interface Example {
  expected: Verdict;
  name: string;
  files: Record<string, string>;
}

/** The examples of one exercise. @throws an Error when a folder under submissions/ is not a verdict. */
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
        .map((name) => ({ expected: expected.data, name, files: readFiles(path.join(submissions, folder, name)) }));
    });
}
