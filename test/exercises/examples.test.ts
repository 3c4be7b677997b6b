import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../src/config.js';
import { loadExamples } from '../../src/exercises/examples.js';
import { loadExercise, loadExercises } from '../../src/exercises/load.js';
import { judgeFiles } from '../../src/judging/judge-files.js';
import { type Verification, verificationFaults, verifyExercises } from '../../src/judging/verify.js';
import { useSandbox } from '../support/sandbox.js';

const { sandbox, config } = useSandbox();
const folder = path.join(root, 'exercises');
const slugs = loadExercises(folder).map(({ slug }) => slug);
const repeat = 5;

// Three at a time (what waits for a deadlock uses no processor), and the tests, which come one by one, wait for theirs.
const told = new EventEmitter().setMaxListeners(0);
const arrivals = new Map<string, Promise<Verification>>();
const keyOf = (slug: string, { expected, name }: { expected: string; name: string }) => `${slug}/submissions/${expected}/${name}`;
for (const slug of slugs) {
  for (const example of loadExamples(path.join(folder, slug))) {
    const key = keyOf(slug, example);
    arrivals.set(
      key,
      once(told, key).then(([verification]) => verification),
    );
    arrivals.get(key)?.catch(() => {});
  }
}
let verified: ReturnType<typeof verifyExercises>;
beforeAll(() => {
  const options = { slugs, repeat, lanes: 3 };
  verified = verifyExercises({ sandbox, sandboxConfig: config }, folder, options, (verification) => {
    told.emit(keyOf(verification.slug, verification), verification);
  });
  verified.catch((error) => told.emit('error', error));
});

test.each([...arrivals.keys()])(`%s gets its verdict ${repeat} times of ${repeat}`, async (key) => {
  const { expected, outcomes } = (await arrivals.get(key)) as Verification;
  const got = outcomes.map(({ verdict, message }) => ({ verdict, message }));
  expect(got).toEqual(Array.from({ length: repeat }, () => ({ verdict: expected, message: expect.any(String) })));
});

test('every exercise has solutions enough, all points for the correct ones, and no test that fails nobody', async () => {
  const { exercises, verifications } = await verified;
  expect(verificationFaults(exercises, verifications)).toEqual([]);
});

test('docs/exercises.md has a row for each solution', () => {
  const table = readFileSync(path.join(root, 'docs', 'exercises.md'), 'utf8');
  const rows = slugs.flatMap((slug) =>
    loadExamples(path.join(folder, slug)).map(
      ({ expected, name }) => `| ${slug} | ${name} | ${expected} | ${expected} ${repeat} of ${repeat} |`,
    ),
  );
  expect(
    table
      .match(/^\| [a-z].*$/gm)
      ?.slice(1)
      .sort(),
  ).toEqual(rows.sort());
});

test.each(slugs)('the starter of %s as it is handed out is not accepted', async (slug) => {
  const exercise = loadExercise(path.join(folder, slug));
  const starter = Object.fromEntries(exercise.manifest.editable.map((name) => [name, exercise.starter[name] ?? '']));
  const { outcome } = await judgeFiles({ sandbox, sandboxConfig: config }, exercise, starter);
  expect(outcome.verdict).not.toBe('accepted');
});
