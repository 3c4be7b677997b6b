import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ExercisePackage, manifestSchema } from '../schemas/exercise.js';
import { packageFaults } from './check.js';

/**
 * Reads and checks the exercise packages of a folder: those of `slugs`, or, when there are none, all. Folders with a quiz.yaml are passed
 * over: they are quizzes.
 * @throws an Error that lists every fault of every package, with its file, or the slugs that there is no folder for.
 */
export function loadExercises(folder: string, slugs: string[] = []): ExercisePackage[] {
  const all = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = all
    .map((entry) => entry.name)
    .filter((name) => !existsSync(path.join(folder, name, 'quiz.yaml')))
    .sort((a, b) => a.localeCompare(b));
  const unknown = slugs.filter((slug) => !names.includes(slug));
  if (unknown.length > 0) throw new Error(`no exercise in ${folder} is called ${unknown.join(' or ')}`);
  const faults: string[] = [];
  const packages: ExercisePackage[] = [];
  for (const name of names.filter((each) => slugs.length === 0 || slugs.includes(each))) {
    try {
      packages.push(loadExercise(path.join(folder, name)));
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`);
    }
  }
  if (faults.length > 0) throw new Error(`exercises with faults:\n${faults.join('\n')}`);
  return packages;
}

/** Reads and checks one exercise package; its folder's name is its slug. */
export function loadExercise(folder: string): ExercisePackage {
  const manifest = path.join(folder, 'exercise.yaml');
  if (!existsSync(manifest)) throw new Error('it has neither an exercise.yaml nor a quiz.yaml');
  const parsed = manifestSchema.safeParse(parse(readFileSync(manifest, 'utf8')));
  if (!parsed.success) throw new Error(`exercise.yaml: ${z.prettifyError(parsed.error)}`);
  const content = {
    slug: path.basename(folder),
    manifest: parsed.data,
    statement: readFileSync(path.join(folder, 'statement.md'), 'utf8'),
    starter: readFiles(path.join(folder, 'starter')),
    tests: readFiles(path.join(folder, 'tests')),
    hints: existsSync(path.join(folder, 'hints')) ? readFiles(path.join(folder, 'hints')) : {},
  };
  const faults = packageFaults(content);
  if (faults.length > 0) throw new Error(faults.join('; '));
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { ...content, digest };
}

/** The files of a flat folder by name, in the order of their names. */
export function readFiles(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}
