import path from 'node:path';
import { loadExamples } from '../exercises/examples.js';
import { loadExercises } from '../exercises/load.js';
import type { ExercisePackage } from '../schemas/exercise.js';
import type { Verdict } from '../schemas/verdict.js';
import { judgeRepeatedly, type SandboxParts } from './judge-files.js';
import type { Outcome } from './verdict.js';

/** What came of one example, judged once or several times. */
export interface Verification {
  slug: string;
  expected: Verdict;
  name: string;
  outcomes: Outcome[];
}

interface Wanted {
  exercise: ExercisePackage;
  expected: Verdict;
  name: string;
  files: Record<string, string>;
}

/**
 * Judges every example of the exercises (of `slugs`, when there are any) in the real sandbox, `repeat` times each.
 * @param only the solutions that are to get one of these verdicts; absent: all.
 * @param lanes how many at once.
 * @param tell is called as each example is through, with how many there are.
 * @throws an Error when a package has a fault, SandboxError for a fault of ours.
 */
export async function verifyExercises(
  parts: SandboxParts,
  folder: string,
  { slugs, only, repeat, lanes }: { slugs: string[]; only?: Verdict[]; repeat: number; lanes: number },
  tell: (verification: Verification, total: number) => void,
): Promise<{ exercises: ExercisePackage[]; verifications: Verification[] }> {
  const exercises = loadExercises(folder, slugs);
  const wanted: Wanted[] = exercises.flatMap((exercise) =>
    loadExamples(path.join(folder, exercise.slug))
      .filter(({ expected }) => only === undefined || only.includes(expected))
      .map((example) => ({ exercise, ...example })),
  );
  const verifications: Verification[] = [];
  const waiting = wanted.entries();
  async function work(): Promise<void> {
    for (const [i, { exercise, expected, name, files }] of waiting) {
      const outcomes = await judgeRepeatedly(parts, exercise, files, repeat);
      const verification = { slug: exercise.slug, expected, name, outcomes };
      verifications[i] = verification;
      tell(verification, wanted.length);
    }
  }
  await Promise.all(Array.from({ length: lanes }, work));
  return { exercises, verifications };
}

/** What keeps exercises from being trusted, given what their examples came to: pure, one sentence a fault. */
export function verificationFaults(exercises: Pick<ExercisePackage, 'slug' | 'manifest'>[], verifications: Verification[]): string[] {
  return exercises.flatMap(({ slug, manifest }) => {
    const own = verifications.filter((verification) => verification.slug === slug);
    const faults = own.flatMap(exampleFaults);
    const correct = own.filter(({ expected }) => expected === 'accepted');
    if (!correct.some(({ name }) => name === 'model')) faults.push(`${slug}: there is no submissions/accepted/model`);
    if (correct.length < 3) faults.push(`${slug}: there are fewer than three correct solutions`);
    if (own.length - correct.length < 5) faults.push(`${slug}: there are fewer than five wrong solutions`);
    for (const { name } of manifest.tests) {
      const isFailed = own.some(({ expected, outcomes }) => expected !== 'accepted' && outcomes.some((outcome) => fails(outcome, name)));
      if (!isFailed) faults.push(`${slug}: no wrong solution fails ${name}: what is that test for?`);
    }
    return faults;
  });
}

function exampleFaults({ slug, expected, name, outcomes }: Verification): string[] {
  const example = `${slug}/submissions/${expected}/${name}`;
  const other = outcomes.filter(({ verdict }) => verdict !== expected);
  if (other[0]) return [`${example}: ${other.length} of ${outcomes.length} times ${other[0].verdict}: ${other[0].message}`];
  if (expected === 'accepted' && outcomes.some(({ score, maxScore }) => score < maxScore)) return [`${example}: not all points`];
  return [];
}

function fails({ tests }: Outcome, name: string): boolean {
  return tests.some((test) => test.name === name && test.status !== 'passed' && test.status !== 'not_run');
}

/** The outcomes as a Markdown table: what each example was to get, what it got, and how often. Pure. */
export function verificationTable(verifications: Verification[]): string {
  const rows = verifications.map(({ slug, expected, name, outcomes }) => {
    const counts = new Map<Verdict, number>();
    for (const { verdict } of outcomes) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    const got = [...counts].sort((a, b) => b[1] - a[1]).map(([verdict, count]) => `${verdict} ${count} of ${outcomes.length}`);
    return `| ${slug} | ${name} | ${expected} | ${got.join(', ')} |`;
  });
  return ['| exercise | solution | expected | got |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}
