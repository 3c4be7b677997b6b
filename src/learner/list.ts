import { z } from 'zod';
import { exerciseSummarySchema } from '../schemas/exercise.js';
import { quizViewSchema } from '../schemas/quiz.js';
import { type SubmissionSummary, submissionSummarySchema } from '../schemas/submission.js';
import { call, type Server } from './server.js';
import { paintVerdict, type Terminal } from './terminal.js';

/** Prints the exercises, each with the verdict of one's newest submission among the last hundred, and the quizzes. */
export async function list(server: Server, terminal: Terminal, json: boolean): Promise<number> {
  const [exercises, submissions, quizzes] = await Promise.all([
    call(server, 'GET', '/api/v1/exercises', z.object({ items: z.array(exerciseSummarySchema) })),
    call(server, 'GET', '/api/v1/submissions?limit=100', z.object({ items: z.array(submissionSummarySchema) })),
    call(server, 'GET', '/api/v1/quizzes', z.object({ items: z.array(quizViewSchema) })),
  ]);
  if (json) {
    terminal.write(`${JSON.stringify({ exercises: exercises.items, quizzes: quizzes.items }, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(...[...exercises.items, ...quizzes.items].map(({ slug }) => slug.length), 0);
  terminal.write('Exercises\n');
  for (const { slug, level, minutes, title } of exercises.items) {
    const newest = submissions.items.find((submission) => submission.exercise === slug);
    terminal.write(
      `  ${slug.padEnd(width)}  ${level.padEnd(12)}  ${String(minutes).padStart(3)} min  ${title}${standing(newest, terminal)}\n`,
    );
  }
  terminal.write('Quizzes\n');
  for (const { slug, level, minutes, title, attempts } of quizzes.items) {
    const used = attempts.used === 0 ? '' : `  ${attempts.used} attempts${attempts.left === null ? '' : `, ${attempts.left} left`}`;
    terminal.write(`  ${slug.padEnd(width)}  ${level.padEnd(12)}  ${String(minutes).padStart(3)} min  ${title}${used}\n`);
  }
  return 0;
}

function standing(newest: SubmissionSummary | undefined, { colour }: Terminal): string {
  if (!newest) return '';
  return newest.verdict === null
    ? `  ${newest.state}`
    : `  ${paintVerdict(newest.verdict, colour)} ${newest.score ?? '-'}/${newest.maxScore ?? '-'}`;
}
