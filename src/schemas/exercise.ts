import { z } from 'zod';

const goFile = z.string().regex(/^[a-z][a-z0-9_]*\.go$/, 'a Go file name: lower case, digits, underscores');
const hintFile = z.string().regex(/^[a-z0-9-]+\.md$/, 'a Markdown file of hints/: lower case, digits, hyphens');
const testName = z.string().regex(/^Test[A-Z0-9_]\w*$/, 'a top-level Go test, TestXxx');

/** GOMAXPROCS of one run, how often each test is repeated in it, and whether with seeded yields in the learner's code. */
const scheduleSchema = z.array(
  z.strictObject({
    procs: z.int().min(1).max(64),
    repetitions: z.int().min(1).max(1000),
    perturbed: z.boolean().default(false),
  }),
);

/** What one submission may use of a run container. */
export const limitsSchema = z.strictObject({
  /** Wall clock of one run, seconds. */
  runSeconds: z.int().min(1).max(60).default(10),
  /** Wall clock of the whole schedule, seconds. */
  totalSeconds: z.int().min(1).max(600).default(60),
  /** Memory of the run container, MiB; there is no swap. The race detector needs five to ten times the program's own. */
  memoryMb: z.int().min(64).max(4096).default(512),
  cpus: z.number().min(0.1).max(64).default(2),
  /** Threads and processes. */
  pids: z.int().min(32).max(4096).default(256),
  /** Stdout and stderr of one run together, KiB. */
  outputKb: z.int().min(1).max(10_240).default(256),
});

/** `exercise.yaml`, the manifest of an exercise package. Unknown keys are errors: a typing mistake must not pass in silence. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  title: z.string().min(1).max(120),
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  tags: z.array(z.string().min(1)).default([]),
  /** An estimate of the learner's time, minutes. */
  minutes: z.int().min(1).max(600),
  /** The section of the guide that this exercise practises. */
  guide: z.string().min(1),
  /** The files a learner hands in, exactly these. */
  editable: z.array(goFile).min(1).max(10),
  /**
   * What the learner writes: a `program`, or a `test`, which has to pass with correct code and to fail with faulty code. A test may import
   * `testing` and `testing/synctest`, and its functions may be called TestXxx.
   */
  writes: z.enum(['program', 'test']).default('program'),
  /** Files of hints/ in the order in which a learner opens them, each a step further than the one before. */
  hints: z.array(hintFile).max(10).default([]),
  /** Packages that the learner's files may import. */
  imports: z.array(z.string().min(1)),
  limits: limitsSchema.prefault({}),
  /**
   * Whether goroutines of the learner's may be left blocked for ever when a test is over: `allowed` for a janitor that lives as long as
   * the program; `forbidden` makes them a `goroutine_leak`.
   */
  leftovers: z.enum(['forbidden', 'allowed']).default('forbidden'),
  /** One run for each entry. */
  schedule: scheduleSchema.min(1).max(20),
  tests: z
    .array(
      z.strictObject({
        name: testName,
        visibility: z.enum(['public', 'hidden']),
        points: z.int().min(0).max(100),
        /** `fault`: the test earns its points by failing, for the code that it gives the learner's test is faulty. */
        expects: z.enum(['success', 'fault']).default('success'),
        /** What a learner is told when a hidden test fails: never its source or the values that it expects. */
        hint: z.string().min(1).max(500),
      }),
    )
    .min(1)
    .max(100),
  references: z.array(z.strictObject({ title: z.string().min(1), url: z.url() })).default([]),
});
export type Manifest = z.infer<typeof manifestSchema>;

const files = z.record(z.string(), z.string());

/** An exercise package as it is stored: what learners get, and the hidden tests. */
export const exercisePackageSchema = z.object({
  slug: z.string(),
  /** SHA-256 (hex) of the whole content. */
  digest: z.string(),
  manifest: manifestSchema,
  statement: z.string(),
  starter: files,
  tests: files,
  hints: files.default({}),
});
export type ExercisePackage = z.infer<typeof exercisePackageSchema>;

export const exerciseSummarySchema = z.object({
  slug: z.string(),
  title: z.string(),
  level: manifestSchema.shape.level,
  tags: manifestSchema.shape.tags,
  minutes: manifestSchema.shape.minutes,
  guide: manifestSchema.shape.guide,
  maxScore: z.int(),
});
export type ExerciseSummary = z.infer<typeof exerciseSummarySchema>;

export const exerciseSchema = exerciseSummarySchema.extend({
  version: z.string().describe('Digest of the content; a submission refers to the version that was current then'),
  statement: z.string().describe('Markdown'),
  editable: z.array(z.string()),
  imports: z.array(z.string()),
  starter: files.describe('What starter.tar.gz holds: the files to edit, given files, go.mod, public tests'),
  publicTests: z.array(z.string()).describe('Names of the files in `starter` that hold the public tests'),
  tests: z.array(z.object({ name: z.string(), visibility: z.enum(['public', 'hidden']), points: z.int() })),
  limits: manifestSchema.shape.limits,
  schedule: scheduleSchema,
  references: manifestSchema.shape.references,
  hints: z.int().describe('How many there are; GET …/hints gives those that are opened'),
});
export type Exercise = z.infer<typeof exerciseSchema>;

export const hintSchema = z.object({
  number: z.int().describe('From 1'),
  text: z.string().describe('Markdown'),
  openedAt: z.iso.datetime(),
});
export type Hint = z.infer<typeof hintSchema>;

/** The hints of an exercise as one learner has opened them. */
export const hintsSchema = z.object({ total: z.int().describe('How many there are'), opened: z.array(hintSchema) });
export type Hints = z.infer<typeof hintsSchema>;

/** The body that opens a hint: the one after those that are open, or one of these once more. */
export const newHintSchema = z.strictObject({ number: z.int().min(1) });
