import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower case letters, digits and hyphens');

const common = {
  /** Unique in its quiz, and kept when the text is mended: answers refer to it. */
  id,
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  tags: z.array(z.string().min(1)).min(1),
  points: z.int().min(1).max(100).default(1),
  /** Markdown. */
  text: z.string().min(1).max(4000),
  /** Why the answer is what it is; Markdown, shown as the quiz's policy says. */
  explanation: z.string().min(1).max(4000),
  /** Where that is said, in the official Go documentation. */
  source: z.strictObject({ title: z.string().min(1), url: z.url() }),
};

/** Source of a whole Go program (package main), or of a test file where `test` says so. */
const program = z.strictObject({ source: z.string().min(1).max(10_000), test: z.boolean().default(false) });

const option = z.strictObject({ id, text: z.string().min(1).max(1000), correct: z.boolean().default(false) });

/** One question, with its answer. */
export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single_choice'), ...common, options: z.array(option).min(2).max(10) }),
  z.strictObject({ kind: z.literal('multiple_choice'), ...common, options: z.array(option).min(2).max(10) }),
  z.strictObject({ kind: z.literal('true_false'), ...common, answer: z.boolean() }),
  /** The answer is compared without regard to case, to spaces at the ends and to how many there are within. */
  z.strictObject({ kind: z.literal('short_answer'), ...common, answers: z.array(z.string().min(1).max(200)).min(1).max(20) }),
  z.strictObject({ kind: z.literal('numeric'), ...common, answer: z.number(), tolerance: z.number().min(0).default(0) }),
  /** What the program prints; the answer is compared line by line, without regard to spaces at the ends. */
  z.strictObject({ kind: z.literal('program_output'), ...common, program, output: z.string().max(2000) }),
  /** Which lines of the program race: the two conflicting accesses, counted from 1; the same number twice when a line races with itself. */
  z.strictObject({ kind: z.literal('race_lines'), ...common, program, lines: z.tuple([z.int().min(1), z.int().min(1)]) }),
]);
export type Question = z.infer<typeof questionSchema>;

/** `quiz.yaml`. Unknown keys are errors. */
export const quizSchema = z.strictObject({
  format: z.literal(1),
  title: z.string().min(1).max(120),
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  tags: z.array(z.string().min(1)).default([]),
  /** An estimate of the learner's time, minutes. */
  minutes: z.int().min(1).max(600),
  guide: z.string().min(1),
  policy: z
    .strictObject({
      /** How many attempts one learner has; null: any number. */
      attempts: z.int().min(1).max(100).nullable().default(null),
      /** Seconds from the start of an attempt; null: none. */
      timeLimitSeconds: z.int().min(10).max(86_400).nullable().default(null),
      /** Seconds beyond the limit in which answers are still taken: for slow connections, not for slow thinking. */
      graceSeconds: z.int().min(0).max(600).default(15),
      /** When a learner sees explanations and correct answers: at once after submitting, from a moment on, or never. */
      explanations: z.union([z.enum(['at_once', 'never']), z.strictObject({ from: z.iso.datetime() })]).default('at_once'),
      shuffleQuestions: z.boolean().default(true),
      shuffleOptions: z.boolean().default(true),
    })
    .prefault({}),
  /** What one attempt draws from the questions, at random by its seed; absent: all of them. A question is drawn once at most. */
  draw: z
    .array(
      z.strictObject({
        count: z.int().min(1).max(100),
        /** Only questions with one of these tags; absent: any. */
        tags: z.array(z.string().min(1)).min(1).optional(),
        level: z.enum(['beginner', 'intermediate', 'advanced']).optional(),
      }),
    )
    .min(1)
    .optional(),
  questions: z.array(questionSchema).min(1).max(500),
});
export type Quiz = z.infer<typeof quizSchema>;
