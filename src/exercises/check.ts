import type { ExercisePackage } from '../schemas/exercise.js';
import { slugSchema } from '../schemas/slug.js';

type Content = Omit<ExercisePackage, 'digest'>;

/** What is wrong with a package beyond the form of its manifest: pure, one sentence a fault. */
export function packageFaults({ slug, manifest, starter, tests, hints }: Content): string[] {
  const faults: string[] = [];
  if (!slugSchema.safeParse(slug).success) faults.push('the folder name must be lower case letters, digits and hyphens');
  if (!('go.mod' in starter)) faults.push('starter/go.mod is missing');
  for (const name of manifest.editable) {
    if (!(name in starter)) faults.push(`starter/${name} is missing: every editable file needs a start`);
    if (name in tests) faults.push(`tests/${name} would replace what the learner hands in`);
    if (name.endsWith('_test.go') && manifest.writes === 'program') faults.push(`${name} cannot be editable: it is a test file`);
  }
  for (const name of Object.keys(tests)) {
    if (!name.endsWith('_test.go') && !(name in starter)) faults.push(`tests/${name} replaces no given file of starter/`);
    if (name.endsWith('_test.go') && name in starter) faults.push(`${name} is in both starter/ and tests/`);
  }
  for (const name of manifest.hints.filter((hint) => !(hint in hints))) faults.push(`hints/${name} is listed but missing`);
  for (const name of Object.keys(hints).filter((hint) => !manifest.hints.includes(hint)))
    faults.push(`hints/${name} is not listed in exercise.yaml`);
  const names = manifest.tests.map((test) => test.name);
  for (const name of new Set(names.filter((name, i) => names.indexOf(name) !== i))) faults.push(`${name} is listed twice`);
  const publicTests = testFunctions(testFiles(starter));
  const hiddenTests = testFunctions(testFiles(tests));
  for (const test of manifest.tests) {
    const found = test.visibility === 'public' ? publicTests : hiddenTests;
    if (!found.includes(test.name)) faults.push(`${test.name} is listed as ${test.visibility} but not found among those tests`);
  }
  for (const name of [...publicTests, ...hiddenTests]) {
    if (!names.includes(name)) faults.push(`${name} is not listed in exercise.yaml`);
  }
  return faults;
}

/** Test files proper, package `exercise_test`; the bridge (package `exercise`) is not among them. */
export function testFiles(files: Record<string, string>): Record<string, string> {
  return pick(files, (name, text) => name.endsWith('_test.go') && /^package exercise_test\b/m.test(text));
}

/** What the judge compiles in package `exercise` beside the learner's files: given files and the bridge, replaced by the judge's own where it has them. */
export function givenFiles({ manifest, starter, tests }: Pick<Content, 'manifest' | 'starter' | 'tests'>): Record<string, string> {
  const isGiven = (name: string, text: string) =>
    name.endsWith('.go') && !manifest.editable.includes(name) && !/^package exercise_test\b/m.test(text);
  return { ...pick(starter, isGiven), ...pick(tests, isGiven) };
}

function pick(files: Record<string, string>, wanted: (name: string, text: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([name, text]) => wanted(name, text)));
}

function testFunctions(files: Record<string, string>): string[] {
  return Object.values(files).flatMap((text) => [...text.matchAll(/^func (Test[A-Z0-9_]\w*)\(/gm)].map((match) => match[1] ?? ''));
}
