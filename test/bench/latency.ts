import path from 'node:path';
import { loadExamples } from '../../src/exercises/examples.js';
import { loadExercise } from '../../src/exercises/load.js';
import { connectEngine } from '../../src/sandbox/engine.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { startByHand } from './by-hand.js';
import { type Measured, quantile } from './figures.js';
import { startGoTest } from './go-test.js';
import { settle } from './machine.js';
import { awaitVerdict, edited, post, type System } from './system.js';

const examples = [
  ['fix-cache-race', 'data_race', 'guide'],
  ['fix-cache-race', 'accepted', 'model'],
  ['worker-pool', 'deadlock', 'starter'],
  ['worker-pool', 'accepted', 'model'],
  ['safe-counter', 'data_race', 'starter'],
  ['safe-counter', 'accepted', 'model'],
] as const;

/** The bars: ratios to a warm `go test -race`, and to the same builds and runs done by hand. */
export const latencyBars = { wrong: { p50: 1, p95: 1.3 }, accepted: { p50: 1.5, p95: 2 }, byHand: 1.1 };

/**
 * One learner, an idle machine: from the answer to the POST to the verdict in PostgreSQL, beside the warm `go test -race` of the same files
 * in the same image, and beside the same build and runs by hand in one container; in turn, each time after another edit.
 */
export async function measureLatency(system: System, times: number): Promise<Measured> {
  const { base, stop } = await system.start('serve');
  const token = await system.newToken();
  const rows: Measured['rows'] = [];
  const notes: string[] = [];
  let restless = 0;
  for (const [slug, verdict, name] of examples) {
    const folder = path.join(system.config.exercisesDir, slug);
    const exercise = loadExercise(folder);
    const files = loadExamples(folder).find((each) => each.expected === verdict && each.name === name)?.files;
    if (!files) throw new Error(`there is no example ${slug}/submissions/${verdict}/${name}`);
    const { row, missed, restless: more } = await measure(system, { base, token, exercise, verdict, files }, times);
    rows.push([`${slug}/${name}`, verdict, ...row]);
    restless += more;
    if (missed.length > 0) notes.push(`${slug}/${name} misses: ${missed.join(', ')}.`);
  }
  await stop();
  const said = `wrong: ≤ ${latencyBars.wrong.p50} and ${latencyBars.wrong.p95}; accepted: ≤ ${latencyBars.accepted.p50} and ${latencyBars.accepted.p95}; by hand: ≤ ${latencyBars.byHand}`;
  return {
    columns: [
      'example',
      'verdict',
      'raceway p50 ms',
      'raceway p95 ms',
      'go test p50 ms',
      'go test p95 ms',
      '÷ go test p50',
      '÷ go test p95',
      'by hand p50 ms',
      '÷ by hand p50',
    ],
    rows,
    notes: [
      `${times} of each, in turn. Bars of the ratios: ${said}.`,
      ...notes,
      ...(restless > 0
        ? [`The machine was at work with something else before ${restless} of ${3 * times * examples.length} measurements.`]
        : []),
    ],
  };
}

interface Subject {
  base: string;
  token: string;
  exercise: ExercisePackage;
  verdict: string;
  files: Record<string, string>;
}

interface Found {
  row: number[];
  /** The bars that were missed. */
  missed: string[];
  /** How often something was measured though the machine had not come to rest. */
  restless: number;
}

async function measure(system: System, { base, token, exercise, verdict, files }: Subject, times: number): Promise<Found> {
  const docker = connectEngine();
  const goTest = await startGoTest(docker, system.image, system.config.sandbox.instance, exercise);
  const byHand = await startByHand(docker, system.image, system.config.sandbox.instance, exercise);
  const judge = async (changed: Record<string, string>) => {
    const posted = await post(base, token, exercise.slug, changed);
    const submission = await awaitVerdict(base, token, posted.id);
    if (submission.verdict !== verdict) throw new Error(`${exercise.slug}: ${submission.verdict} in place of ${verdict}`);
    return Date.parse(submission.verdictAt ?? '') - posted.answeredAt;
  };
  const ways = [judge, goTest.time, byHand.time];
  const figures: [number[], number[], number[]] = [[], [], []];
  let restless = 0;
  try {
    // The first of each warms up.
    for (let i = -1; i < times; i++) {
      const changed = edited(files, i);
      for (const [way, act] of ways.entries()) {
        const rested = await settle();
        const ms = await act(changed);
        if (i < 0) continue;
        figures[way]?.push(ms);
        if (!rested) restless++;
      }
    }
  } finally {
    await goTest.remove();
    await byHand.remove();
  }
  const [ours, theirs, hands] = figures.map((each) => ({ p50: quantile(each, 0.5), p95: quantile(each, 0.95) })) as [
    Spread,
    Spread,
    Spread,
  ];
  const ratios = { p50: ours.p50 / theirs.p50, p95: ours.p95 / theirs.p95, byHand: ours.p50 / hands.p50 };
  const most = { ...(verdict === 'accepted' ? latencyBars.accepted : latencyBars.wrong), byHand: latencyBars.byHand };
  const missed = (['p50', 'p95', 'byHand'] as const).filter((each) => ratios[each] > most[each]);
  return {
    row: [ours.p50, ours.p95, theirs.p50, theirs.p95, ratios.p50, ratios.p95, hands.p50, ratios.byHand],
    missed: missed.map((each) => `${each === 'byHand' ? 'by hand' : each} ${ratios[each].toFixed(2)} > ${most[each]}`),
    restless,
  };
}

interface Spread {
  p50: number;
  p95: number;
}
