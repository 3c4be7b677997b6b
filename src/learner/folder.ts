import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Exercise } from '../schemas/exercise.js';
import { CommandError } from './server.js';

/** Says in a folder which exercise it is of. */
const marker = '.raceway.json';
const markerSchema = z.object({ exercise: z.string().regex(/^[a-z][a-z0-9-]*$/) });

/** A server could name anything; only plain names become files. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/**
 * Writes the starter and the statement of an exercise into a folder.
 * @param force whether files that are there, perhaps with work in them, are replaced.
 * @returns the names of what was written. @throws CommandError when files are in the way, or named as none may be.
 */
export function unpack(exercise: Pick<Exercise, 'slug' | 'starter' | 'statement'>, folder: string, force: boolean): string[] {
  const files = { ...exercise.starter, 'statement.md': exercise.statement, [marker]: `${JSON.stringify({ exercise: exercise.slug })}\n` };
  const names = Object.keys(files);
  const odd = names.find((name) => name !== marker && !plainName.test(name));
  if (odd !== undefined) throw new CommandError(`the server names a file ${JSON.stringify(odd)}: nothing was written`);
  const present = names.filter((name) => existsSync(path.join(folder, name)));
  if (present.length > 0 && !force)
    throw new CommandError(`${folder} has ${present.join(', ')} already: choose another folder, or --force`);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return names.filter((name) => name !== marker);
}

/** Which exercise a folder is of. @throws CommandError when it does not say. */
export function exerciseOf(folder: string): string {
  try {
    return markerSchema.parse(JSON.parse(readFileSync(path.join(folder, marker), 'utf8'))).exercise;
  } catch {
    throw new CommandError(
      `${path.resolve(folder)} is no folder that raceway fetch has made: go into one, or name the exercise with --exercise`,
    );
  }
}

/** @throws CommandError when one of the files is missing. */
export function readEditable(folder: string, names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      try {
        return [name, readFileSync(path.join(folder, name), 'utf8')];
      } catch {
        throw new CommandError(`${path.join(folder, name)} cannot be read: this exercise wants ${names.join(', ')}`);
      }
    }),
  );
}
