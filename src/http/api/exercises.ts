import { z } from 'zod';
import { Problem } from '../../errors.js';
import type { ExerciseUseCases } from '../../exercises/use-cases.js';
import { exerciseSchema, exerciseSummarySchema, hintSchema, hintsSchema, newHintSchema } from '../../schemas/exercise.js';
import { slugSchema } from '../../schemas/slug.js';
import { type Route, route } from '../route.js';

const slugParams = z.object({ slug: slugSchema });

export function exerciseRoutes(exercises: ExerciseUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/exercises',
      summary: 'All exercises',
      auth: 'token',
      responses: { 200: { description: 'Summaries, by slug', schema: z.object({ items: z.array(exerciseSummarySchema) }) } },
      handle: async () => ({ status: 200, body: { items: await exercises.list() } }),
    }),
    route({
      method: 'get',
      path: '/api/v1/exercises/{slug}',
      summary: 'An exercise: statement, starter files, public tests, limits',
      auth: 'token',
      params: slugParams,
      responses: { 200: { description: 'The exercise', schema: exerciseSchema } },
      problems: ['exercise_not_found'],
      handle: async ({ params }) => ({ status: 200, body: found(params.slug, await exercises.read(params.slug)) }),
    }),
    route({
      method: 'get',
      path: '/api/v1/exercises/{slug}/starter.tar.gz',
      summary: 'What to unpack and run `go test -race` in',
      auth: 'token',
      params: slugParams,
      responses: { 200: { description: 'A gzipped tar', type: 'application/gzip', schema: z.string() } },
      problems: ['exercise_not_found'],
      handle: async ({ params }) => {
        const exercise = found(params.slug, await exercises.read(params.slug));
        const headers = { 'Content-Disposition': `attachment; filename="${exercise.slug}.tar.gz"` };
        return { status: 200, type: 'application/gzip', stream: exercises.starterArchive(exercise), headers };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/exercises/{slug}/hints',
      summary: 'The hints that you have opened, and how many there are',
      auth: 'token',
      params: slugParams,
      query: z.object({ user: z.uuid().optional().describe('Staff only: those that another user has opened') }),
      responses: { 200: { description: 'The hints', schema: hintsSchema } },
      problems: ['exercise_not_found', 'forbidden'],
      handle: async ({ user, params, query }) => ({
        status: 200,
        body: found(params.slug, await exercises.readHints(user, params.slug, query.user)),
      }),
    }),
    route({
      method: 'post',
      path: '/api/v1/exercises/{slug}/hints',
      summary: 'Open a hint: the next one, or an open one once more',
      auth: 'token',
      params: slugParams,
      body: newHintSchema,
      responses: {
        200: { description: 'The hint, which was open already', schema: hintSchema },
        201: { description: 'The hint, opened now', schema: hintSchema },
      },
      problems: ['exercise_not_found', 'hint_not_found', 'hint_skipped'],
      handle: async ({ user, params, body }) => {
        const { hint, created } = found(params.slug, await exercises.openHint(user, params.slug, body.number));
        return { status: created ? 201 : 200, body: hint };
      },
    }),
  ];
}

function found<T>(slug: string, value: T | null): T {
  if (value !== null) return value;
  throw new Problem('exercise_not_found', `there is no exercise ${JSON.stringify(slug)}: GET /api/v1/exercises lists them`);
}
