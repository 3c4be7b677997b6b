import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { readConfig } from '../../src/config.js';
import { loadExamples } from '../../src/exercises/examples.js';
import { loadExercise } from '../../src/exercises/load.js';
import { judgeFiles } from '../../src/judging/judge-files.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { useSandbox } from '../support/sandbox.js';

const { docker, config, sandbox } = useSandbox();

/** What both can say of a submission. */
interface Findings {
  isAccepted: boolean;
  hasRaced: boolean;
  /** Whether something ended the process before its tests were through. */
  hasCrashed: boolean;
  /** The tests that failed; empty where a race or a crash decides, for which test it meets is chance. */
  failed: string[];
  /** `file:line:column: message` */
  compileErrors: string[];
}

// Each gets the same from every run: what one run of go test sees only sometimes cannot be compared with it.
const cases = [
  ['fix-cache-race', 'accepted', 'model'],
  ['fix-cache-race', 'wrong_answer', 'never-expires'],
  ['safe-counter', 'accepted', 'owner'],
  ['safe-counter', 'data_race', 'starter'],
  ['safe-counter', 'compile_error', 'unused-variable'],
  ['fix-cache-race', 'compile_error', 'unused-import'],
  ['worker-pool', 'deadlock', 'starter'],
  ['worker-pool', 'data_race', 'shared-slice'],
  ['worker-pool', 'run_time_error', 'index-out-of-range'],
] as const;

test.each(cases)('the judge finds in %s/%s/%s what a plain go test -race finds', async (slug, verdict, name) => {
  const folder = path.join(readConfig().exercisesDir, slug);
  const exercise = loadExercise(folder);
  const files = loadExamples(folder).find((each) => each.expected === verdict && each.name === name)?.files ?? {};
  const once = { ...exercise, manifest: { ...exercise.manifest, schedule: [{ procs: 2, repetitions: 1, perturbed: false }] } };
  const { outcome } = await judgeFiles({ sandbox, sandboxConfig: config }, once, files);
  const ours: Findings = {
    isAccepted: outcome.tests.every((each) => each.status === 'passed'),
    hasRaced: outcome.races.length > 0,
    hasCrashed: outcome.tests.some((each) => each.status === 'run_time_error' || each.status === 'deadlock'),
    failed: outcome.verdict === 'wrong_answer' ? outcome.tests.filter((each) => each.status === 'failed').map((each) => each.name) : [],
    compileErrors: outcome.compileErrors.map((each) => `${each.file}:${each.line}:${each.column}: ${each.message.split('\n')[0]}`),
  };
  expect(ours).toEqual(await goTest(exercise, files));
});

const script = 'cd /tmp/exercise && go test -race -v -count=1 -cpu=2 -vet=off . 2>&1';

/** Runs the go command, all of it, on what the learner has at home and the hidden tests, in a container of the build image. */
async function goTest({ manifest, starter, tests }: ExercisePackage, learner: Record<string, string>): Promise<Findings> {
  const container = await docker.createContainer({
    Image: sandbox.image,
    Entrypoint: ['sh', '-c', script],
    Cmd: [],
    Tty: true,
    Labels: { 'raceway.instance': config.instance },
    NetworkDisabled: true,
  });
  try {
    const tar = pack();
    for (const [file, source] of Object.entries({ ...starter, ...tests, ...learner })) {
      tar.entry({ name: `exercise/${file}`, mode: 0o666 }, source);
    }
    tar.finalize();
    await container.putArchive(tar as unknown as NodeJS.ReadableStream, { path: '/tmp' });
    const output = text(await container.attach({ stream: true, stdout: true, stderr: true }));
    await container.start();
    const said = (await output).replaceAll('\r', '');
    const failed = [...said.matchAll(/^--- FAIL: (\w+)/gm)].map((match) => match[1]);
    const hasRaced = said.includes('WARNING: DATA RACE');
    const hasCrashed = /^(panic|fatal error): /m.test(said);
    return {
      isAccepted: /^ok\s+exercise/m.test(said),
      hasRaced,
      hasCrashed,
      failed: hasRaced || hasCrashed ? [] : manifest.tests.map((each) => each.name).filter((each) => failed.includes(each)),
      compileErrors: [...said.matchAll(/^\.\/(\w+\.go:\d+:\d+: .*)$/gm)].map((match) => match[1] ?? ''),
    };
  } finally {
    await container.remove({ force: true });
  }
}
