import path from 'node:path';
import { root } from '../../src/config.js';
import { loadExercises } from '../../src/exercises/load.js';
import { judgeFiles } from '../../src/judging/judge.js';
import { loadExamples } from '../../src/judging/verify.js';
import { useSandbox } from '../support/sandbox.js';

const { sandbox, config } = useSandbox();
const exercises = path.join(root, 'exercises');

describe.each(loadExercises(exercises).map((exercise) => [exercise.slug, exercise] as const))('%s', (slug, exercise) => {
  const examples = loadExamples(path.join(exercises, slug));

  test('has at least three correct solutions, the model among them, and five wrong ones', () => {
    const correct = examples.filter((example) => example.expected === 'accepted');
    expect(correct.map((example) => example.name)).toContain('model');
    expect(correct.length).toBeGreaterThanOrEqual(3);
    expect(examples.length - correct.length).toBeGreaterThanOrEqual(5);
  });

  test.each(examples.map((example) => [`${example.expected}/${example.name}`, example] as const))(
    '%s gets its verdict',
    async (_name, example) => {
      const { outcome } = await judgeFiles({ sandbox, sandboxConfig: config }, exercise, example.files);
      expect({ verdict: outcome.verdict, message: outcome.message }).toEqual({ verdict: example.expected, message: expect.any(String) });
      if (example.expected === 'accepted') expect(outcome.score).toBe(outcome.maxScore);
    },
  );

  test('the starter as it is handed out is not accepted', async () => {
    const starter = Object.fromEntries(exercise.manifest.editable.map((name) => [name, exercise.starter[name] ?? '']));
    const { outcome } = await judgeFiles({ sandbox, sandboxConfig: config }, exercise, starter);
    expect(outcome.verdict).not.toBe('accepted');
  });
});
