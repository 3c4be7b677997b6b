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

/** A quiz as it is stored, with its answers. */
export const quizPackageSchema = z.object({
  slug: z.string(),
  /** SHA-256 (hex) of the whole content. */
  digest: z.string(),
  quiz: quizSchema,
});
export type QuizPackage = z.infer<typeof quizPackageSchema>;

/** JSON can spell lone surrogates and NUL (\ud800, \u0000), which PostgreSQL does not store. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !/[\ud800-\udfff\0]/u.test(value), 'no lone surrogates and no NUL');

const numeral = z
  .string()
  .max(50)
  .regex(/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?\s*$/i, 'a number, with a point where it has a fraction');
const lineNumber = z.int().min(1).max(10_000);

/** The form of an answer, by the kind of its question. */
export const answerSchemas = {
  /** The option chosen. */
  single_choice: id,
  /** The options chosen. */
  multiple_choice: z
    .array(id)
    .max(10)
    .refine((chosen) => new Set(chosen).size === chosen.length, 'each option once'),
  true_false: z.boolean(),
  short_answer: text(500),
  numeric: z.union([z.number(), numeral], { error: 'a number, with a point where it has a fraction' }),
  program_output: text(4000),
  race_lines: z.tuple([lineNumber, lineNumber]),
} satisfies Record<Question['kind'], z.ZodType>;

/** An answer to a question of whatever kind; `answerSchemas` says more, once the question is known. */
export const answerSchema = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))], {
    error: 'an option, a list of options, true or false, text, a number, or a list of two lines, as the kind of the question asks for',
  })
  .describe(
    'By the kind of the question: the id of an option (single_choice), a list of them (multiple_choice), true or false (true_false), ' +
      'text (short_answer, program_output), a number or the text of one (numeric), the numbers of two lines (race_lines)',
  );
export type Answer = z.infer<typeof answerSchema>;

/** What an attempt has drawn, in the order in which it is shown. */
export const drawnSchema = z.array(z.object({ question: id, options: z.array(id) }));
export type Drawn = z.infer<typeof drawnSchema>;

/** A quiz as one learner sees it: nothing of its questions. */
export const quizViewSchema = z
  .object({
    slug: z.string(),
    version: z.string().describe('Digest of the content; an attempt refers to the version that was current when it started'),
    title: z.string(),
    level: quizSchema.shape.level,
    tags: quizSchema.shape.tags,
    minutes: quizSchema.shape.minutes,
    guide: quizSchema.shape.guide,
    questions: z.int().describe('How many one attempt has'),
    maxScore: z.number(),
    policy: quizSchema.shape.policy,
    attempts: z.object({ used: z.int(), left: z.int().nullable().describe('null: any number') }).describe('Of the user who asks'),
  })
  .meta({ id: 'Quiz' });
export type QuizView = z.infer<typeof quizViewSchema>;

export const attemptSummarySchema = z
  .object({
    id: z.uuid(),
    user: z.uuid(),
    quiz: z.string(),
    quizVersion: z.string(),
    number: z.int().describe("Which of the user's attempts at this quiz it is, from 1"),
    startedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable().describe('null: there is no time limit'),
    submittedAt: z.iso.datetime().nullable().describe('null while it is open; where the time ran out, the moment at which it did'),
    secondsTaken: z.int().nullable(),
    score: z.number().nullable().describe('null while it is open'),
    maxScore: z.number(),
  })
  .meta({ id: 'AttemptSummary' });
export type AttemptSummary = z.infer<typeof attemptSummarySchema>;

const attemptQuestionSchema = z.object({
  id,
  kind: z.enum(questionSchema.options.map((option) => option.shape.kind.value)),
  level: common.level,
  points: z.int(),
  text: z.string().describe('Markdown'),
  options: z
    .array(z.object({ id, text: z.string() }))
    .nullable()
    .describe('For single and multiple choice, in the order in which this attempt shows them'),
  program: program.nullable().describe('For program_output and race_lines'),
  answer: answerSchema.nullable(),
  score: z.number().nullable().describe('null while the attempt is open'),
  solution: z
    .object({
      answer: answerSchema.describe('One that earns all points'),
      explanation: z.string().describe('Markdown'),
      source: common.source,
    })
    .nullable()
    .describe("null while the attempt is open, and as long as the quiz's policy says so"),
});
export type AttemptQuestion = z.infer<typeof attemptQuestionSchema>;

export const attemptSchema = attemptSummarySchema
  .extend({
    secondsLeft: z.int().nullable().describe('Until `expiresAt`; null without a time limit, and once it is submitted'),
    questions: z.array(attemptQuestionSchema),
  })
  .meta({ id: 'Attempt' });
export type AttemptView = z.infer<typeof attemptSchema>;

/** The body that saves one answer; null clears it. */
export const newAnswerSchema = z.strictObject({ answer: answerSchema.nullable() });

export const savedAnswerSchema = z.object({
  question: id,
  answer: answerSchema.nullable(),
  secondsLeft: z.int().nullable().describe('Until `expiresAt`; null without a time limit'),
});
export type SavedAnswer = z.infer<typeof savedAnswerSchema>;

/** The body that submits an attempt. */
export const lastAnswersSchema = z.strictObject({
  answers: z.record(id, answerSchema.nullable()).default({}).describe('Answers to save first, by question; null clears one'),
});
