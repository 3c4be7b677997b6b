import type { ExerciseUseCases } from '../exercises/use-cases.js';
import type { QuizUseCases } from '../quizzes/use-cases.js';
import type { Probes } from '../readiness.js';
import type { SubmissionUseCases } from '../submissions/use-cases.js';
import { exerciseRoutes } from './api/exercises.js';
import { healthRoutes } from './api/health.js';
import { quizRoutes } from './api/quizzes.js';
import { submissionRoutes } from './api/submissions.js';
import type { Route } from './route.js';

export interface UseCases {
  exercises: ExerciseUseCases;
  submissions: SubmissionUseCases;
  quizzes: QuizUseCases;
  probes: Probes;
}

/** Every route there is. */
export function apiRoutes({ exercises, submissions, quizzes, probes }: UseCases): Route[] {
  return [...healthRoutes(probes), ...exerciseRoutes(exercises), ...submissionRoutes(submissions), ...quizRoutes(quizzes)];
}
