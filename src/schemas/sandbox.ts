import { z } from 'zod';

/**
 * What travels between the driver (`src/sandbox/`) and the runner (`sandbox/runner/`), pid 1 of both containers.
 *
 * Framing, both ways: one line of JSON, then, where the line says `binary: { bytes, sha256 }`, exactly that many raw bytes.
 * The build container answers any number of requests, one after another; the run container answers one and ends.
 */

const fileMap = z.record(z.string(), z.string());

/** Size and SHA-256 (hex) of the raw bytes that follow the line. */
const binarySchema = z.object({ bytes: z.int().nonnegative(), sha256: z.string() });

const buildRequestSchema = z.object({
  kind: z.literal('build'),
  /** The learner's files, by name; compiled in package `exercise`. */
  learner: fileMap,
  /** Files of ours in package `exercise`: the given read-only ones, and the bridge that fixes the public API. */
  given: fileMap,
  /** Test files, package `exercise_test`; public and hidden ones together. */
  tests: fileMap,
  /** Top-level tests to link in, in order. */
  testNames: z.array(z.string()),
  /** Packages that the learner's files may import. */
  imports: z.array(z.string()),
  /** The learner's files are tests: they may use `testing` and be called so. */
  writesTests: z.boolean(),
  /** Whether yields are put into package `exercise`; they do nothing in a run without a seed. */
  perturb: z.boolean(),
  limits: z.object({ wallMs: z.int().positive() }),
});
export type BuildRequest = z.infer<typeof buildRequestSchema>;

/** A message of the parser or the compiler; `line` and `column` count from 1, `column` in bytes; 0 when not known. */
export const compileErrorSchema = z.object({
  file: z.string(),
  line: z.int().nonnegative(),
  column: z.int().nonnegative(),
  message: z.string(),
});

/** A rule of the policy that the source breaks, where (as in a compile error), and what to do instead. */
export const violationSchema = z.object({
  rule: z.string(),
  file: z.string(),
  line: z.int().nonnegative(),
  column: z.int().nonnegative(),
  message: z.string(),
});

export type Violation = z.infer<typeof violationSchema>;

export const buildReportSchema = z.object({
  kind: z.literal('build'),
  /** `failed` is a fault of ours: hidden tests that do not compile against their own bridge, a full disk. */
  status: z.enum(['built', 'compile_error', 'policy_violation', 'failed']),
  errors: z.array(compileErrorSchema),
  violations: z.array(violationSchema),
  /** For `failed`: what went wrong, for the log; never shown to learners. */
  detail: z.string(),
  binary: binarySchema.nullable(),
  /** Milliseconds of wall clock; `cpuMs` is user plus system time of compiler and linker. */
  timings: z.object({ compileMs: z.number(), linkMs: z.number(), wallMs: z.number(), cpuMs: z.number() }),
});
export type BuildReport = z.infer<typeof buildReportSchema>;

/** GOMAXPROCS, how often each test is executed, and the seed of the yields in the learner's code; 0: none. */
const entrySchema = z.object({ procs: z.int().positive(), repetitions: z.int().positive(), seed: z.uint32() });

const runRequestSchema = z.object({
  kind: z.literal('run'),
  testNames: z.array(z.string()),
  /** Each begins afresh, and is answered by its runs and an end. */
  schedules: z.array(z.array(entrySchema)).min(1),
  /** Whether goroutines may be left blocked for ever when a test is over. */
  leftovers: z.enum(['forbidden', 'allowed']),
  limits: z.object({
    /** Wall clock of one run (one process), milliseconds. */
    runMs: z.int().positive(),
    /** Wall clock of all runs of one schedule together, milliseconds. */
    totalMs: z.int().positive(),
    /** Bytes of stdout and stderr together, of one run. */
    outputBytes: z.int().positive(),
  }),
  binary: binarySchema,
});
export type Schedule = z.infer<typeof entrySchema>[];
export type RunRequest = z.infer<typeof runRequestSchema>;

/**
 * What the harness inside the test binary said of one execution of one test. `passed`, `failed` and `skipped` are
 * Go's; `unfinished`: the process ended, or was ended, while this test was under way.
 */
const testResultSchema = z.object({
  name: z.string(),
  status: z.enum(['passed', 'failed', 'skipped', 'unfinished']),
  elapsedMs: z.number(),
  /** What the test and the code under it printed, cut to the output limit. For people only: learners can write it. */
  output: z.string(),
  /** The dump of the goroutines that nothing can wake any more, from the moment when the test was over; empty when there were none. */
  leaked: z.string(),
});

/** One execution of the test binary. A test that ends the process early makes another run of the rest of the tests. */
const runSchema = z.object({
  kind: z.literal('run'),
  procs: z.int(),
  repetitions: z.int(),
  seed: z.uint32(),
  selected: z.array(z.string()),
  results: z.array(testResultSchema),
  /** The harness's closing frame arrived: every selected test was reported, and the process left by its own way out. */
  complete: z.boolean(),
  /** The race detector's own log, apart from stderr; empty when it saw nothing. */
  raceLog: z.string(),
  stderr: z.string(),
  /** Exit code, or the signal's number negated. */
  exitCode: z.int(),
  /** Why the runner ended the process, if it did. */
  killedFor: z.enum(['time', 'output']).nullable(),
  /** The kernel's out-of-memory killer struck in this container during the run. */
  outOfMemory: z.boolean(),
  /**
   * The harness's watchdog: no test has ended for a while. `deadlock`: every goroutine that the test started is blocked for good;
   * `busy`: something still runs at the time limit. `goroutines` is the runtime's dump.
   */
  stuck: z.object({ kind: z.enum(['deadlock', 'busy']), test: z.string(), goroutines: z.string() }).nullable(),
  wallMs: z.number(),
  cpuMs: z.number(),
  /** Peak resident memory of the process. */
  peakMemoryBytes: z.int(),
});
export type Run = z.infer<typeof runSchema>;

const runEndSchema = z.object({
  kind: z.literal('end'),
  /** False when `totalMs` ran out before the schedule was through. */
  scheduleComplete: z.boolean(),
  /** A fault of ours (the binary could not be written, could not be started); null when all went well. */
  fault: z.string().nullable(),
  wallMs: z.number(),
});

/** A line of the run container's answer: one per run as it ends, and one at the end of each schedule. */
export const runLineSchema = z.discriminatedUnion('kind', [runSchema, runEndSchema]);
