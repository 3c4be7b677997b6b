import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../../src/config.js';
import { loadExercise, readFiles } from '../../src/exercises/load.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { verdictSchema } from '../../src/schemas/verdict.js';
import { tinyExercise } from './tiny-exercise.js';

const attackSchema = z.strictObject({
  /** Absent: the tiny one, with more imports. */
  exercise: z.string().optional(),
  /** The verdicts that it may get. */
  expected: z.array(verdictSchema.exclude(['accepted'])).min(1),
  /** The rule of the policy that it breaks, and the only one, where that is what stops it. */
  rule: z.string().optional(),
  /** What its message must say, where several limits could stop it. */
  says: z.string().optional(),
  /** Its source goes past the policy, as a given file would, to show what else stops it. */
  past: z.literal('policy').optional(),
  /** What it would have gained. */
  gain: z.string().min(1),
});

export type Attack = z.infer<typeof attackSchema> & {
  layer: string;
  name: string;
  target: ExercisePackage;
  files: Record<string, string>;
};

export const layers = ['policy', 'build', 'results', 'isolation', 'resources'];

/** Everything that is of use to an attack and that an exercise may allow. */
const imports = [
  'context',
  'encoding/base64',
  'errors',
  'fmt',
  'io',
  'log',
  'runtime',
  'strings',
  'sync',
  'sync/atomic',
  'time',
  'unicode',
];
const tiny: ExercisePackage = {
  ...tinyExercise,
  manifest: { ...tinyExercise.manifest, imports, schedule: [{ procs: 2, repetitions: 1, perturbed: false }] },
};

/** Every attack of test/attacks/, by layer. */
export function loadAttacks(): Attack[] {
  const folder = path.join(root, 'test', 'attacks');
  return layers.flatMap((layer) => readdirSync(path.join(folder, layer)).map((name) => loadAttack(path.join(folder, layer, name))));
}

function loadAttack(folder: string): Attack {
  const attack = attackSchema.parse(parse(readFileSync(path.join(folder, 'attack.yaml'), 'utf8')));
  const { 'attack.yaml': _, ...files } = readFiles(folder);
  const [layer = '', name = ''] = folder.split(path.sep).slice(-2);
  const target = attack.exercise ? loadExercise(path.join(root, 'exercises', attack.exercise)) : tiny;
  if (attack.past !== 'policy') return { ...attack, layer, name, target, files };
  const given = Object.fromEntries(Object.entries(files).map(([file, text]) => [`given_${file}`, text]));
  return {
    ...attack,
    layer,
    name,
    target: { ...target, starter: { ...target.starter, ...given } },
    files: Object.fromEntries(target.manifest.editable.map((file) => [file, 'package exercise\n'])),
  };
}
