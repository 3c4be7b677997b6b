import { z } from 'zod';
import { compileErrorSchema, violationSchema } from './sandbox.js';
import { slugSchema } from './slug.js';
import { stateSchema, verdictSchema } from './verdict.js';

/** Bytes of UTF-8; the size of one handed-in file. */
export const maxFileBytes = 64 * 1024;

export const newSubmissionSchema = z.strictObject({
  exercise: slugSchema.describe('Slug of the exercise'),
  files: z
    .record(z.string().max(100), z.string())
    .describe('The editable files of the exercise, all of them, by name; UTF-8, at most 64 KiB each'),
  supersede: z
    .boolean()
    .default(false)
    .describe('Cancel your own earlier submissions to this exercise that are still `queued`: this one takes their place'),
  bulk: z.boolean().default(false).describe('Staff only: nobody waits for it, so it is judged when no learner waits'),
});
export type NewSubmission = z.infer<typeof newSubmissionSchema>;

/** Where a line of a stack belongs. Hidden tests show neither file nor line. */
const originSchema = z.enum(['learner', 'given', 'public_test', 'hidden_test', 'library']);

const frameSchema = z.object({
  function: z.string(),
  file: z.string().nullable(),
  line: z.int().nullable(),
  origin: originSchema,
});
export type Frame = z.infer<typeof frameSchema>;

const goroutineSchema = z.object({
  /** The runtime's number in this run; `main` for the main goroutine. */
  id: z.union([z.int(), z.literal('main')]),
  state: z.enum(['running', 'finished']).nullable(),
  /** The stack that started it, innermost first; empty for the main goroutine. */
  createdBy: z.array(frameSchema),
});

/** A lock that a short look at the source finds held; `line` is where it was locked. */
const lockSchema = z.object({ name: z.string(), mode: z.enum(['read', 'write']), line: z.int() });
export type Lock = z.infer<typeof lockSchema>;

// Judgements that were recorded before a member came to be lack it: hence the defaults, here and below.
const accessSchema = z.object({
  kind: z.enum(['read', 'write']),
  atomic: z.boolean(),
  goroutine: goroutineSchema,
  /** Innermost first. */
  stack: z.array(frameSchema),
  variable: z.string().nullable().default(null).describe('What is read or written, where the source tells it'),
  locks: z.array(lockSchema).default([]).describe('Locks that are certainly held then; there may be others'),
});
export type Access = z.infer<typeof accessSchema>;

/** A data race as the two conflicting accesses, the one that was noticed first, the earlier one second. */
const raceSchema = z.object({
  accesses: z.tuple([accessSchema, accessSchema]),
  /** The test that was running. */
  test: z.string().nullable(),
  /** In how many runs it was seen. */
  occurrences: z.int(),
  runs: z.int().nullable().default(null).describe('How many runs there were'),
});
export type Race = z.infer<typeof raceSchema>;

/** Goroutines that a deadlock, a leak or the time limit found, equal ones as one. */
const blockedSchema = z.object({
  count: z.int().describe('How many there are like this'),
  waitsFor: z.string().nullable().describe('In plain words; null for one that was running'),
  on: z.string().nullable().describe('The channel, lock or group that it waits on, where the source tells it'),
  locks: z.array(lockSchema).describe('Locks that are certainly held meanwhile; there may be others'),
  /** Innermost first. */
  stack: z.array(frameSchema),
  createdBy: frameSchema.nullable().describe('Where its `go` statement is, when that is not in a library'),
});
export type Blocked = z.infer<typeof blockedSchema>;

/** A panic or a fatal error that ended the process. */
const panicSchema = z.object({
  value: z.string().nullable().describe('What it said; null when that would tell of a hidden test'),
  /** Innermost first. */
  stack: z.array(frameSchema),
  createdBy: frameSchema.nullable().describe('Where the `go` statement of its goroutine is, when that is not in a library'),
});
export type Panic = z.infer<typeof panicSchema>;

const testStatusSchema = z.enum([
  'passed',
  'failed',
  'data_race',
  'deadlock',
  'goroutine_leak',
  'run_time_error',
  'time_limit_exceeded',
  'memory_limit_exceeded',
  'output_limit_exceeded',
  'not_run',
]);
export type TestStatus = z.infer<typeof testStatusSchema>;

const testOutcomeSchema = z.object({
  name: z.string(),
  visibility: z.enum(['public', 'hidden']),
  status: testStatusSchema,
  points: z.int().describe('Points earned'),
  maxPoints: z.int(),
  message: z.string().nullable().describe('The hint, for a test that did not pass'),
  output: z.string().nullable().describe('What a public test printed, when it did not pass; never given for hidden tests'),
});
export type TestOutcome = z.infer<typeof testOutcomeSchema>;

/** Milliseconds of wall clock, but for `cpuMs`. A stage that did not happen is null. */
export const timingsSchema = z.object({
  queuedMs: z.number().describe('From the POST to the worker'),
  build: z.object({ compileMs: z.number(), linkMs: z.number(), wallMs: z.number(), cpuMs: z.number() }).nullable(),
  container: z
    .object({
      createMs: z.number(),
      startMs: z.number().describe('Attach and start'),
      sendMs: z.number().describe('From the request to the first report'),
      runMs: z.number().describe('From the request to the end of the schedule'),
    })
    .nullable()
    .describe('The run container, which was started ahead where one was waiting'),
  runs: z.array(
    z.object({
      procs: z.int().describe('GOMAXPROCS'),
      repetitions: z.int().default(0),
      seed: z.uint32().default(0).describe("Of the yields in the learner's code; 0: none"),
      wallMs: z.number(),
      cpuMs: z.number(),
      peakMemoryBytes: z.int(),
    }),
  ),
  totalMs: z.number().describe('From the worker to the verdict'),
});
export type Timings = z.infer<typeof timingsSchema>;

/** In how many of the runs the fault was seen that gave the verdict, and how the first of them was run. */
const sightingsSchema = z.object({
  seen: z.int(),
  runs: z.int(),
  first: z.object({ procs: z.int().describe('GOMAXPROCS'), seed: z.uint32().describe("Of the yields in the learner's code; 0: none") }),
});
export type Sightings = z.infer<typeof sightingsSchema>;

/** What a judgement says beside its verdict and score; stored as one JSON value. */
export const detailsSchema = z.object({
  tests: z.array(testOutcomeSchema),
  races: z.array(raceSchema),
  compileErrors: z.array(compileErrorSchema),
  goroutines: z.array(blockedSchema).default([]).describe('Who was blocked, or, at the time limit, running'),
  panic: panicSchema.nullable().default(null),
  sightings: sightingsSchema.nullable().default(null),
  violations: z.array(violationSchema).default([]).describe('Rules of the policy that the source breaks, each with what to do instead'),
});
export type Details = z.infer<typeof detailsSchema>;

/** Details that say nothing. */
export const nothingSeen: Details = {
  tests: [],
  races: [],
  compileErrors: [],
  goroutines: [],
  panic: null,
  sightings: null,
  violations: [],
};

export const submissionSummarySchema = z
  .object({
    id: z.uuid(),
    exercise: z.string(),
    state: stateSchema,
    verdict: verdictSchema
      .nullable()
      .describe(
        'While `running`: what the first evidence says, never `accepted`; further runs may show a graver fault. Final once `judged`',
      ),
    judgementTypeId: z.string().nullable().describe("The verdict's id in the ICPC contest API, or one of ours in its manner"),
    score: z.int().nullable(),
    maxScore: z.int().nullable(),
    message: z.string().nullable().describe('The verdict in one plain sentence'),
    createdAt: z.iso.datetime(),
    verdictAt: z.iso
      .datetime()
      .nullable()
      .describe('When the verdict was known: at the first evidence against it, else when it was judged'),
    judgedAt: z.iso.datetime().nullable(),
    quarantined: z.boolean().describe('A `judge_error` because its worker died at each try: for staff to look at'),
  })
  .meta({ id: 'SubmissionSummary' });

/** Where a queued submission stands. */
const queuePlaceSchema = z.object({
  position: z.int().describe('From 1, the next one to be judged'),
  estimatedSeconds: z.int().nullable().describe('Until its verdict, as judging goes at present; null when nothing has been judged yet'),
});
export type QueuePlace = z.infer<typeof queuePlaceSchema>;

export const submissionSchema = submissionSummarySchema
  .extend({
    exerciseVersion: z.string().describe('Digest of the exercise as it was judged'),
    files: z.record(z.string(), z.string()),
    ...detailsSchema.shape,
    timings: timingsSchema.nullable(),
    queue: queuePlaceSchema.nullable().describe('While `queued`'),
  })
  .meta({ id: 'Submission' });
export type Submission = z.infer<typeof submissionSchema>;
export type SubmissionSummary = z.infer<typeof submissionSummarySchema>;

export const submissionEventSchema = z.object({
  id: z.string(),
  state: stateSchema,
  verdict: verdictSchema.nullable(),
  at: z.iso.datetime(),
});
export type SubmissionEvent = z.infer<typeof submissionEventSchema>;
