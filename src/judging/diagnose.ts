import type { Run } from '../schemas/sandbox.js';
import type { Details } from '../schemas/submission.js';
import { type Fault, faultsOf, unfinishedTest } from './evidence.js';
import { frameReader } from './frames.js';
import { goroutinesOf } from './goroutines.js';
import { panicOf } from './panic.js';
import { mergeRaces, parseRaceLog } from './race-report.js';
import { annotateBlocked, annotateRace } from './source/annotate.js';
import type { Rules } from './verdict.js';

type Diagnosis = Pick<Details, 'races' | 'goroutines' | 'panic' | 'sightings'>;

/**
 * What the runs show beside the verdict: the races of all, and of the fault that gave the verdict its goroutines or its panic. Faults that
 * a test is there to find are none of the learner's, and are not told: they are in hidden code. Pure.
 */
export function diagnose(rules: Rules, all: Run[], worst: Fault | null, files: Record<string, string>): Diagnosis {
  const meant = rules.manifest.tests.filter((test) => test.expects === 'fault').map((test) => test.name);
  const runs = all.filter((run) => !meant.includes(unfinishedTest(run) ?? ''));
  const { manifest, publicTests, replaced } = rules;
  const readFrame = frameReader({ editable: manifest.editable, publicTests, replaced });
  const sightings = runs.flatMap((run, i) =>
    parseRaceLog(run.raceLog, readFrame).map((race) => ({ ...race, test: unfinishedTest(run), run: i })),
  );
  const isHidden = (run: Run) => manifest.tests.find((test) => test.name === unfinishedTest(run))?.visibility !== 'public';
  const ended = runs.filter((run) => faultsOf(run).some(({ test, fault }) => fault === worst && !meant.includes(test ?? '')));
  const blocked = ended.map((run) => goroutinesOf(run, worst as Fault, readFrame));
  return {
    races: mergeRaces(sightings, runs.length).map((race) => annotateRace(race, files)),
    goroutines: blocks.has(worst) ? mostTelling(blocked).map((group) => annotateBlocked(group, files)) : [],
    panic:
      worst === 'run_time_error'
        ? (ended.map((run) => panicOf(run, isHidden(run), files, readFrame)).find((p) => p !== null) ?? null)
        : null,
    sightings: ended[0] ? { seen: ended.length, runs: all.length, first: { procs: ended[0].procs, seed: ended[0].seed } } : null,
  };
}

const blocks = new Set<Fault | null>(['deadlock', 'goroutine_leak', 'time_limit_exceeded']);

/** The first list that names a line of the learner's, else the first that says anything. */
function mostTelling(lists: Details['goroutines'][]): Details['goroutines'] {
  const learners = lists.find((list) => list.some(({ stack }) => stack.some((frame) => frame.origin === 'learner')));
  return learners ?? lists.find((list) => list.length > 0) ?? [];
}
