import { z } from 'zod';
import type { QuizUseCases } from '../../quizzes/use-cases.js';
import {
  attemptSchema,
  attemptSummarySchema,
  lastAnswersSchema,
  newAnswerSchema,
  quizViewSchema,
  savedAnswerSchema,
} from '../../schemas/quiz.js';
import { slugSchema } from '../../schemas/slug.js';
import { type Route, route } from '../route.js';

const slugParams = z.object({ slug: slugSchema });
const idParams = z.object({ id: z.uuid() });
const whole = z.string().regex(/^\d+$/, 'a whole number');

export function quizRoutes(quizzes: QuizUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/quizzes',
      summary: 'All quizzes',
      auth: 'token',
      responses: { 200: { description: 'By slug, without their questions', schema: z.object({ items: z.array(quizViewSchema) }) } },
      handle: async ({ user }) => ({ status: 200, body: { items: await quizzes.list(user) } }),
    }),
    route({
      method: 'get',
      path: '/api/v1/quizzes/{slug}',
      summary: 'A quiz: its policy, and how many attempts you have used',
      auth: 'token',
      params: slugParams,
      responses: { 200: { description: 'The quiz, without its questions', schema: quizViewSchema } },
      problems: ['quiz_not_found'],
      handle: async ({ user, params }) => ({ status: 200, body: await quizzes.read(user, params.slug) }),
    }),
    route({
      method: 'post',
      path: '/api/v1/quizzes/{slug}/attempts',
      summary: 'Start an attempt, or go on with the open one',
      auth: 'token',
      params: slugParams,
      responses: {
        200: { description: 'The attempt that was open already', schema: attemptSchema },
        201: { description: 'A new attempt: questions and options are drawn, and the time runs', schema: attemptSchema },
      },
      problems: ['quiz_not_found', 'no_attempts_left'],
      handle: async ({ user, params }) => {
        const { id, created } = await quizzes.start(user, params.slug);
        const headers = { Location: `/api/v1/attempts/${id}` };
        return { status: created ? 201 : 200, body: await quizzes.readAttempt(user, id), headers };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/attempts',
      summary: 'Your attempts, newest first',
      auth: 'token',
      query: z.object({
        quiz: slugSchema.optional().describe('Slug: only those at this quiz'),
        user: z
          .union([z.uuid(), z.literal('all')])
          .optional()
          .describe("Staff only: another user's, or everybody's"),
        cursor: z.uuid().optional().describe('`nextCursor` of the page before'),
        limit: whole.transform(Number).pipe(z.int().min(1).max(100)).default(20),
      }),
      responses: {
        200: {
          description: 'A page',
          schema: z.object({ items: z.array(attemptSummarySchema), nextCursor: z.uuid().nullable() }),
        },
      },
      problems: ['forbidden'],
      handle: async ({ user, query: { quiz, user: owner, cursor, limit } }) => ({
        status: 200,
        body: await quizzes.listAttempts(user, { owner, quiz, cursor, limit }),
      }),
    }),
    route({
      method: 'get',
      path: '/api/v1/attempts/{id}',
      summary: 'An attempt: its questions, what is saved, and, once it is submitted, its score',
      auth: 'token',
      params: idParams,
      responses: { 200: { description: 'The attempt', schema: attemptSchema } },
      problems: ['attempt_not_found'],
      handle: async ({ user, params }) => ({ status: 200, body: await quizzes.readAttempt(user, params.id) }),
    }),
    route({
      method: 'put',
      path: '/api/v1/attempts/{id}/answers/{question}',
      summary: 'Save the answer to one question',
      auth: 'token',
      params: idParams.extend({ question: z.string().max(100) }),
      body: newAnswerSchema,
      responses: { 200: { description: 'Saved', schema: savedAnswerSchema } },
      problems: ['attempt_not_found', 'forbidden', 'attempt_closed', 'unknown_question', 'invalid_answer'],
      handle: async ({ user, params, body }) => ({
        status: 200,
        body: await quizzes.answer(user, params.id, params.question, body.answer),
      }),
    }),
    route({
      method: 'post',
      path: '/api/v1/attempts/{id}/submit',
      summary: 'Submit an attempt; once more gives the same result',
      auth: 'token',
      params: idParams,
      body: lastAnswersSchema.optional(),
      responses: { 200: { description: 'The attempt with its score', schema: attemptSchema } },
      problems: ['attempt_not_found', 'forbidden', 'unknown_question', 'invalid_answer'],
      handle: async ({ user, params, body }) => {
        await quizzes.submit(user, params.id, body?.answers ?? {});
        return { status: 200, body: await quizzes.readAttempt(user, params.id) };
      },
    }),
  ];
}
