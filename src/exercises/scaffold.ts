import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { slugSchema } from '../schemas/slug.js';

/**
 * Makes a new exercise package as a copy of a small one that is proven: an author changes what works, one file after another.
 * @param pattern the folder to copy. @returns the new folder.
 * @throws an Error when the slug is no slug, or taken.
 */
export function scaffoldExercise(exercisesDir: string, slug: string, pattern: string): string {
  if (!slugSchema.safeParse(slug).success)
    throw new Error(`${slug}: a slug is lower case letters, digits and hyphens, and begins with a letter`);
  const folder = path.join(exercisesDir, slug);
  if (existsSync(folder)) throw new Error(`${folder} exists already`);
  cpSync(pattern, folder, { recursive: true, errorOnExist: true });
  replaceLine(path.join(folder, 'exercise.yaml'), /^title: .*$/m, `title: ${slug}`);
  replaceLine(path.join(folder, 'statement.md'), /^# .*$/m, `# ${slug}`);
  return folder;
}

function replaceLine(file: string, line: RegExp, by: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(line, by));
}
