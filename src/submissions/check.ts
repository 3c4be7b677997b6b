import { Problem } from '../errors.js';
import type { ExercisePackage } from '../schemas/exercise.js';
import { maxFileBytes, type NewSubmission } from '../schemas/submission.js';

/**
 * Whether these files can be judged for this exercise: pure.
 * @throws Problem that names the file and what is wrong with it.
 */
export function checkFiles(files: NewSubmission['files'], { slug, manifest }: Pick<ExercisePackage, 'slug' | 'manifest'>): void {
  const { editable } = manifest;
  const list = editable.join(', ');
  for (const name of Object.keys(files)) {
    if (!editable.includes(name)) {
      throw new Problem('file_not_editable', `${JSON.stringify(name)} is not a file of ${slug} to hand in: send exactly ${list}`, {
        file: name,
      });
    }
  }
  for (const name of editable) {
    const text = Object.hasOwn(files, name) ? files[name] : undefined;
    if (text === undefined) throw new Problem('file_missing', `${name} is missing: ${slug} needs exactly ${list}`, { file: name });
    checkText(name, text);
  }
}

function checkText(name: string, text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxFileBytes) {
    throw new Problem('file_too_large', `${name} has ${bytes} bytes; at most ${maxFileBytes} are taken`, { file: name });
  }
  // JSON can spell lone surrogates and NUL (\ud800, \u0000); neither is text that a Go file may hold or that PostgreSQL stores.
  if (!isWellFormed(text) || text.includes('\0')) {
    throw new Problem('invalid_encoding', `${name} holds a lone surrogate or a NUL character: send the file as UTF-8 text`, { file: name });
  }
}

function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text);
}
