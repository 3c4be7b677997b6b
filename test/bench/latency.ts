import path from 'node:path';
import { loadExamples } from '../../src/exercises/examples.js';
import { loadExercise } from '../../src/exercises/load.js';
import { connectEngine } from '../../src/sandbox/engine.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { startByHand } from './by-hand.js';
import { type Measured, quantile } from './figures.js';
import { startGoTest } from './go-test.js';
import { awaitVerdict, post, type System } from './system.js';

const examples = [
  ['fix-cache-race', 'data_race', 'guide'],
  ['fix-cache-race', 'accepted', 'model'],
  ['worker-pool', 'deadlock', 'starter'],
  ['worker-pool', 'accepted', 'model'],
  ['safe-counter', 'data_race', 'starter'],
  ['safe-counter', 'accepted', 'model'],
] as const;

/** The bars: ratios to a warm `go test -race`, and to the same builds and runs done by hand. */
const bars = { wrong: { p50: 1, p95: 1.3 }, accepted: { p50: 1.5, p95: 2 }, byHand: 1.1 };

/**
 * One learner, an idle machine: from the answer to the POST to the verdict in PostgreSQL, beside the warm `go test -race` of the same files
 * in the same image, and beside the same build and runs by hand in one container; in turn, each time after another edit.
 */
export async function measureLatency(system: System, times: number): Promise<Measured> {
  const { base, stop } = await system.start('serve');
  const token = await system.newToken();
  const rows: Measured['rows'] = [];
  const notes: string[] = [];
  for (const [slug, verdict, name] of examples) {
    const folder = path.join(system.config.exercisesDir, slug);
    const exercise = loadExercise(folder);
    const files = loadExamples(folder).find((each) => each.expected === verdict && each.name === name)?.files;
    if (!files) throw new Error(`there is no example ${slug}/submissions/${verdict}/${name}`);
    const { row, met } = await measure(system, { base, token, exercise, verdict, files }, times);
    rows.push([`${slug}/${name}`, verdict, ...row]);
    if (!met) notes.push(`${slug}/${name}: a bar is missed`);
  }
  await stop();
  const said = `wrong: ≤ ${bars.wrong.p50} and ${bars.wrong.p95}; accepted: ≤ ${bars.accepted.p50} and ${bars.accepted.p95}; by hand: ≤ ${bars.byHand}`;
  return {
    columns: [
      'example',
      'verdict',
      'raceway p50 ms',
      'p95 ms',
      'go test p50 ms',
      'p95 ms',
      'ratio p50',
      'ratio p95',
      'by hand p50 ms',
      'ratio p50',
    ],
    rows,
    notes: [`${times} of each, alternately. Bars for the ratios: ${said}`, ...notes],
  };
}

interface Subject {
  base: string;
  token: string;
  exercise: ExercisePackage;
  verdict: string;
  files: Record<string, string>;
}

async function measure(system: System, subject: Subject, times: number): Promise<{ row: number[]; met: boolean }> {
  const { base, token, exercise, verdict, files } = subject;
  const docker = connectEngine();
  const goTest = await startGoTest(docker, system.image, system.config.sandbox.instance, exercise);
  const byHand = await startByHand(docker, system.image, system.config.sandbox.instance, exercise, verdict === 'accepted');
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    const hands: number[] = [];
    // The first of each warms up.
    for (let i = -1; i < times; i++) {
      const edited = editedFiles(files, i);
      const posted = await post(base, token, exercise.slug, edited);
      const submission = await awaitVerdict(base, token, posted.id);
      if (submission.verdict !== verdict) throw new Error(`${exercise.slug}: ${submission.verdict} in place of ${verdict}`);
      const ms = Date.parse(submission.verdictAt ?? '') - posted.answeredAt;
      const home = await goTest.time(edited);
      const hand = await byHand.time(edited);
      if (i < 0) continue;
      ours.push(ms);
      theirs.push(home);
      hands.push(hand);
    }
    const [p50, p95] = [quantile(ours, 0.5), quantile(ours, 0.95)];
    const ratios = [p50 / quantile(theirs, 0.5), p95 / quantile(theirs, 0.95), p50 / quantile(hands, 0.5)] as const;
    const bar = verdict === 'accepted' ? bars.accepted : bars.wrong;
    const row = [p50, p95, quantile(theirs, 0.5), quantile(theirs, 0.95), ratios[0], ratios[1], quantile(hands, 0.5), ratios[2]];
    return { row, met: ratios[0] <= bar.p50 && ratios[1] <= bar.p95 && ratios[2] <= bars.byHand };
  } finally {
    await goTest.remove();
    await byHand.remove();
  }
}

/** An edit that moves every line, as a learner's does: nothing that depends on the source can be reused. */
function editedFiles(files: Record<string, string>, i: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      text.replace(/^package exercise$/m, `// Edit ${i}.${'\n'.repeat((i + 2) % 7)}\npackage exercise`),
    ]),
  );
}
