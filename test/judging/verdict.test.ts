import fc from 'fast-check';
import { classifyBuild, classifyRuns, type Rules, type RunReport } from '../../src/judging/verdict.js';
import type { Run } from '../../src/schemas/sandbox.js';
import type { Verdict } from '../../src/schemas/verdict.js';

const rules: Rules = {
  manifest: {
    editable: ['cache.go'],
    schedule: [{ procs: 2, repetitions: 1, perturbed: false }],
    tests: [
      { name: 'TestA', visibility: 'public', points: 1, expects: 'success', hint: 'look at A' },
      { name: 'TestB', visibility: 'hidden', points: 3, expects: 'success', hint: 'look at B' },
    ],
  },
  publicTests: ['cache_test.go'],
};

const passed = (name: string) => ({ name, status: 'passed' as const, elapsedMs: 1, output: '', leaked: '' });
const sound: Run = {
  kind: 'run',
  procs: 2,
  repetitions: 1,
  seed: 0,
  selected: ['TestA', 'TestB'],
  results: [passed('TestA'), passed('TestB')],
  complete: true,
  raceLog: '',
  stderr: '',
  exitCode: 0,
  killedFor: null,
  outOfMemory: false,
  stuck: null,
  wallMs: 10,
  cpuMs: 10,
  peakMemoryBytes: 1,
};
/** A run that ended in TestB. */
const ended = (how: Partial<Run>): Run => ({
  ...sound,
  results: [passed('TestA'), { name: 'TestB', status: 'unfinished', elapsedMs: 1, output: '', leaked: '' }],
  complete: false,
  exitCode: 2,
  ...how,
});
const report = (...runs: Run[]): RunReport => ({ runs, scheduleComplete: true });

/** The last words of the runtime, with the stack of the goroutine that crashed. */
const crash = (words: string, stack = 'exercise.(*Cache).Get(0xc000012345)\n\texercise/cache.go:29 +0x1\n') =>
  `${words}\n\ngoroutine 7 [running]:\n${stack}\n`;
const bubbleStack =
  'panic({0x785fe8?, 0xc00000?})\n\truntime/panic.go:859 +0x1\ninternal/synctest.Run(0xc00000)\n\truntime/synctest.go:247 +0x2\n';

const raceLog = `==================
WARNING: DATA RACE
Write at 0x00c000012345 by goroutine 8:
  exercise.(*Cache).Get()
      exercise/cache.go:29 +0x1

Previous read at 0x00c000012345 by goroutine 9:
  exercise.(*Cache).Get()
      exercise/cache.go:24 +0x2

Goroutine 8 (running) created at:
  exercise_test.TestB()
      exercise_test/hidden_test.go:7 +0x3

Goroutine 9 (finished) created at:
  exercise_test.TestB()
      exercise_test/hidden_test.go:7 +0x3
==================
`;

describe('the verdict of the runs', () => {
  const table: [string, Run, Verdict, string][] = [
    ['every test passed', sound, 'accepted', 'passed'],
    [
      'a test failed',
      { ...sound, results: [passed('TestA'), { ...passed('TestB'), status: 'failed' }], exitCode: 1 },
      'wrong_answer',
      'failed',
    ],
    ['a test was skipped', { ...sound, results: [passed('TestA'), { ...passed('TestB'), status: 'skipped' }] }, 'wrong_answer', 'failed'],
    ['the detector reported a race', ended({ raceLog, exitCode: 66 }), 'data_race', 'data_race'],
    ['the runtime caught concurrent map writes', ended({ stderr: crash('fatal error: concurrent map writes') }), 'data_race', 'data_race'],
    [
      'a bubble had all its goroutines blocked',
      ended({ stderr: crash('panic: deadlock: all goroutines in bubble are blocked', bubbleStack) }),
      'deadlock',
      'deadlock',
    ],
    [
      'the runtime found all goroutines asleep',
      ended({ stderr: crash('fatal error: all goroutines are asleep - deadlock!') }),
      'deadlock',
      'deadlock',
    ],
    ['the watchdog found a deadlock', ended({ stuck: { kind: 'deadlock', test: 'TestB', goroutines: '' } }), 'deadlock', 'deadlock'],
    [
      'a bubble ended with goroutines left',
      ended({ stderr: crash('panic: deadlock: main bubble goroutine has exited but blocked goroutines remain', bubbleStack) }),
      'goroutine_leak',
      'goroutine_leak',
    ],
    [
      'the watchdog found it busy at the limit',
      ended({ stuck: { kind: 'busy', test: 'TestB', goroutines: '' } }),
      'time_limit_exceeded',
      'time_limit_exceeded',
    ],
    ['the runner killed it for time', ended({ killedFor: 'time', exitCode: -9 }), 'time_limit_exceeded', 'time_limit_exceeded'],
    ['the runner killed it for output', ended({ killedFor: 'output', exitCode: -9 }), 'output_limit_exceeded', 'output_limit_exceeded'],
    ['the kernel killed it for memory', ended({ outOfMemory: true, exitCode: -9 }), 'memory_limit_exceeded', 'memory_limit_exceeded'],
    [
      'Go ran out of memory',
      ended({ stderr: crash('fatal error: runtime: out of memory') }),
      'memory_limit_exceeded',
      'memory_limit_exceeded',
    ],
    ['it panicked', ended({ stderr: crash('panic: send on closed channel') }), 'run_time_error', 'run_time_error'],
    ['it exited with 0 before its tests were through', ended({ exitCode: 0 }), 'run_time_error', 'run_time_error'],
    ["it exited with the detector's own status, but the race log is empty", ended({ exitCode: 66 }), 'run_time_error', 'run_time_error'],
    ['it printed words of the race detector', ended({ stderr: 'WARNING: DATA RACE\n', exitCode: 1 }), 'run_time_error', 'run_time_error'],
    [
      "it panicked with synctest's words",
      ended({ stderr: crash('panic: deadlock: all goroutines in bubble are blocked') }),
      'run_time_error',
      'run_time_error',
    ],
    [
      'it printed a crash, and then panicked',
      ended({ stderr: crash('fatal error: concurrent map writes') + crash('panic: x') }),
      'run_time_error',
      'run_time_error',
    ],
    [
      'it printed a crash, and then left',
      ended({ stderr: crash('fatal error: concurrent map writes'), exitCode: 1 }),
      'run_time_error',
      'run_time_error',
    ],
    [
      'it printed a crash, and then ran out of time',
      ended({ stderr: crash('fatal error: concurrent map writes'), killedFor: 'time', exitCode: -9 }),
      'time_limit_exceeded',
      'time_limit_exceeded',
    ],
    [
      'the detector gave up without a report',
      ended({ raceLog: 'race: limit on 8128 simultaneously alive goroutines is exceeded, dying\n', exitCode: 66 }),
      'run_time_error',
      'run_time_error',
    ],
    ['a race and a flood', ended({ raceLog, killedFor: 'output', exitCode: -9 }), 'output_limit_exceeded', 'output_limit_exceeded'],
    ['a race and no memory', ended({ raceLog, outOfMemory: true, exitCode: -9 }), 'data_race', 'data_race'],
    [
      'no memory and a deadlock',
      ended({ outOfMemory: true, stuck: { kind: 'deadlock', test: 'TestB', goroutines: '' } }),
      'memory_limit_exceeded',
      'memory_limit_exceeded',
    ],
    ['a race and a panic', ended({ raceLog, stderr: 'panic: x\n' }), 'data_race', 'data_race'],
  ];
  test.each(table)('%s', (_name, run, verdict, status) => {
    const outcome = classifyRuns(rules, report(run));
    expect(outcome.verdict).toBe(verdict);
    expect(outcome.tests.find((t) => t.name === 'TestB')?.status).toBe(status);
    expect(outcome.tests.find((t) => t.name === 'TestA')?.status).toBe('passed');
  });

  test('a program may print what looks like a crash and be right', () => {
    expect(classifyRuns(rules, report({ ...sound, stderr: crash('fatal error: concurrent map writes') })).verdict).toBe('accepted');
  });

  test('of several faults the worst names the verdict, and each test keeps its own', () => {
    const failed: Run = { ...sound, exitCode: 1, results: [{ ...passed('TestA'), status: 'failed' }, passed('TestB')] };
    const outcome = classifyRuns(rules, report(failed, ended({ stderr: crash('panic: x') })));
    expect(outcome.verdict).toBe('run_time_error');
    expect(outcome.tests.map((t) => t.status)).toEqual(['failed', 'run_time_error']);
  });

  test('a schedule that was cut short without any fault is a time limit', () => {
    expect(classifyRuns(rules, { runs: [sound], scheduleComplete: false }).verdict).toBe('time_limit_exceeded');
  });

  test('a process that died before its first test earns nothing', () => {
    const outcome = classifyRuns(rules, report({ ...sound, results: [], complete: false, exitCode: 0 }));
    expect(outcome).toMatchObject({ verdict: 'run_time_error', score: 0, maxScore: 4 });
    expect(outcome.tests.map((t) => t.status)).toEqual(['not_run', 'not_run']);
  });

  test('a test that was reported less often than the schedule says is a fault of ours, never accepted', () => {
    const twice: Rules = { ...rules, manifest: { ...rules.manifest, schedule: [{ procs: 2, repetitions: 2, perturbed: false }] } };
    expect(() => classifyRuns(twice, report(sound))).toThrow('not every test was reported');
  });

  test('points are those of the tests that passed in every run', () => {
    const outcome = classifyRuns(rules, report(ended({ stderr: 'panic: x\n' })));
    expect(outcome).toMatchObject({ score: 1, maxScore: 4 });
  });

  test('a hidden test that failed shows its hint and nothing that it printed', () => {
    const failed: Run = {
      ...sound,
      exitCode: 1,
      results: [passed('TestA'), { name: 'TestB', status: 'failed', elapsedMs: 1, output: 'want 42', leaked: '' }],
    };
    const outcome = classifyRuns(rules, report(failed));
    expect(outcome.tests[1]).toMatchObject({ message: 'look at B', output: null });
    expect(JSON.stringify(outcome)).not.toContain('want 42');
  });

  test('a goroutine that is left behind when a test is over is a leak, and the goroutine is shown', () => {
    const leaked =
      'goroutine 9 [chan send (leaked)]:\nexercise.(*Cache).fill(0xc000)\n\texercise/cache.go:31 +0x1\ncreated by exercise.NewCache in goroutine 7\n\texercise/cache.go:12 +0x2';
    const run: Run = { ...sound, results: [passed('TestA'), { ...passed('TestB'), leaked }] };
    const outcome = classifyRuns(rules, report(sound, run));
    expect(outcome).toMatchObject({ verdict: 'goroutine_leak', score: 1 });
    expect(outcome.message).toBe(
      '1 goroutine was left behind, blocked for good (in TestB): fill was sending on a channel (cache.go:31), started at cache.go:12.',
    );
    expect(outcome.sightings).toEqual({ seen: 1, runs: 2, first: { procs: 2, seed: 0 } });
  });

  test('how many of the runs show the fault is said, with the seed of the first', () => {
    const outcome = classifyRuns(
      rules,
      report(sound, ended({ raceLog, exitCode: 66, seed: 7, procs: 4 }), ended({ raceLog, exitCode: 66, seed: 9 })),
    );
    expect(outcome.sightings).toEqual({ seen: 2, runs: 3, first: { procs: 4, seed: 7 } });
    expect(classifyRuns(rules, report(sound)).sightings).toBeNull();
  });

  test('a race names both places in its sentence, and frames of hidden tests keep no file and no line', () => {
    const outcome = classifyRuns(rules, report(ended({ raceLog, exitCode: 66 })));
    expect(outcome.message).toBe('Get writes memory (cache.go:29); Get reads the same memory (cache.go:24), and nothing orders the two.');
    expect(JSON.stringify(outcome)).not.toContain('hidden_test.go');
  });

  test('whatever is reported, it is accepted only when every run was complete, silent and passed', () => {
    const anyRun = fc.record({
      complete: fc.boolean(),
      raceLog: fc.constantFrom('', raceLog),
      stderr: fc.constantFrom('', 'panic: x\n', 'PASS\n'),
      exitCode: fc.constantFrom(0, 1, 2, 66, -9),
      status: fc.constantFrom('passed', 'failed', 'skipped', 'unfinished'),
      outOfMemory: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyRun, { minLength: 1, maxLength: 3 }), fc.boolean(), (runs, scheduleComplete) => {
        const schedule = runs.map(() => ({ procs: 2, repetitions: 1, perturbed: false }));
        const theirs: Rules = { ...rules, manifest: { ...rules.manifest, schedule } };
        const all = runs.map(({ status, ...run }) => ({ ...sound, ...run, results: [passed('TestA'), { ...passed('TestB'), status }] }));
        let accepted = false;
        try {
          accepted = classifyRuns(theirs, { runs: all as Run[], scheduleComplete }).verdict === 'accepted';
        } catch {
          accepted = false;
        }
        const flawless = runs.every((run) => run.complete && run.raceLog === '' && run.status === 'passed');
        expect(accepted).toBe(flawless && scheduleComplete);
      }),
    );
  });
});

test('a build without a binary is a compile error that says where', () => {
  const outcome = classifyBuild(rules, {
    status: 'compile_error',
    errors: [{ file: 'cache.go', line: 3, column: 7, message: 'undefined: x' }],
    violations: [],
  });
  expect(outcome).toMatchObject({
    verdict: 'compile_error',
    score: 0,
    maxScore: 4,
    message: 'The source does not compile: cache.go:3:7: undefined: x.',
  });
});

test('a build that the policy stopped is a policy violation, with the first rule in its sentence and all in the details', () => {
  const at = { rule: 'import', file: 'cache.go', line: 3, column: 8, message: 'print with fmt' };
  const outcome = classifyBuild(rules, { status: 'policy_violation', errors: [], violations: [at, { ...at, line: 4 }] });
  expect(outcome).toMatchObject({
    verdict: 'policy_violation',
    score: 0,
    message: 'The source uses something that this exercise does not allow: cache.go:3:8: print with fmt (and 1 more).',
  });
  expect(outcome.violations).toHaveLength(2);
});

describe("the verdict of a learner's test", () => {
  const given = (name: string, expects: 'success' | 'fault') => ({
    name,
    visibility: 'hidden' as const,
    points: 10,
    expects,
    hint: `look at ${name}`,
  });
  const writing: Rules = {
    manifest: {
      editable: ['cache_test.go'],
      schedule: [{ procs: 2, repetitions: 1, perturbed: false }],
      tests: [given('TestCorrect', 'success'), given('TestFindsRace', 'fault'), given('TestFindsLoss', 'fault')],
    },
    publicTests: [],
  };
  const runOf = (results: Record<string, 'passed' | 'failed' | 'skipped' | 'unfinished'>, how: Partial<Run> = {}): Run => ({
    ...sound,
    results: Object.entries(results).map(([name, status]) => ({ ...passed(name), status })),
    ...how,
  });
  const raced = runOf({ TestFindsRace: 'unfinished' }, { raceLog, exitCode: 66, complete: false });
  const judged = (...runs: Run[]) => {
    const { verdict, score, message, races, tests } = classifyRuns(writing, report(...runs));
    return { verdict, score, message, races: races.length, statuses: tests.map((test) => test.status).join(' ') };
  };

  test('is accepted when it passes with correct code and fails with every faulty one, by whatever fault', () => {
    const lost = runOf({ TestCorrect: 'passed', TestFindsLoss: 'failed' }, { exitCode: 1 });
    expect(judged(raced, lost)).toMatchObject({ verdict: 'accepted', score: 30, races: 0, statuses: 'passed passed passed' });
  });

  test('is a wrong answer that counts the faulty ones it passes with', () => {
    expect(judged(raced, runOf({ TestCorrect: 'passed', TestFindsLoss: 'passed' }))).toEqual({
      verdict: 'wrong_answer',
      score: 20,
      message: 'Your test passes with correct code, and also with 1 of 2 faulty versions (TestFindsLoss).',
      races: 0,
      statuses: 'passed passed failed',
    });
  });

  test('earns nothing for what it finds when it fails with correct code, too', () => {
    const always = runOf({ TestCorrect: 'failed', TestFindsRace: 'failed', TestFindsLoss: 'failed' }, { exitCode: 1 });
    expect(judged(always)).toMatchObject({ verdict: 'wrong_answer', score: 0, statuses: 'failed passed passed' });
  });

  test('does not find by skipping, nor by using up its limits', () => {
    expect(judged(raced, runOf({ TestCorrect: 'passed', TestFindsLoss: 'skipped' }))).toMatchObject({ verdict: 'wrong_answer', score: 20 });
    const slow = runOf({ TestCorrect: 'passed', TestFindsLoss: 'unfinished' }, { complete: false, killedFor: 'time', exitCode: -9 });
    expect(judged(raced, slow)).toMatchObject({ verdict: 'time_limit_exceeded', score: 20 });
  });
});
