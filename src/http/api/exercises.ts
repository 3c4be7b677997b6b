import { z } from 'zod';
import { Problem } from '../../errors.js';
import type { ExerciseUseCases } from '../../exercises/use-cases.js';
import { type Exercise, exerciseSchema, exerciseSummarySchema } from '../../schemas/exercise.js';
import { type Route, route } from '../route.js';

const slugParams = z.object({ slug: z.string().min(1).max(100) });

export function exerciseRoutes(exercises: ExerciseUseCases): Route[] {
  const found = async (slug: string): Promise<Exercise> => {
    const exercise = await exercises.read(slug);
    if (!exercise)
      throw new Problem('exercise_not_found', `there is no exercise ${JSON.stringify(slug)}: GET /api/v1/exercises lists them`);
    return exercise;
  };
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
      handle: async ({ params }) => ({ status: 200, body: await found(params.slug) }),
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
        const exercise = await found(params.slug);
        const headers = { 'Content-Disposition': `attachment; filename="${exercise.slug}.tar.gz"` };
        return { status: 200, type: 'application/gzip', stream: exercises.starterArchive(exercise), headers };
      },
    }),
  ];
}
