import type { AttemptQuestion, AttemptSummary, AttemptView, Question, Quiz, QuizPackage, QuizView } from '../schemas/quiz.js';
import { drawAttempt } from './draw.js';
import { secondsLeft } from './ending.js';
import { modelAnswer } from './score.js';
import type { Attempt, SummaryRow } from './store.js';

/** A quiz as a learner who has used so many attempts sees it: pure. */
export function toQuizView({ slug, digest, quiz }: QuizPackage, used: number): QuizView {
  const { title, level, tags, minutes, guide, policy } = quiz;
  // Any seed will do: every attempt has as many questions and is worth as much (quizFaults).
  const drawn = questionsOf({ quiz, drawn: drawAttempt(quiz, 0) });
  return {
    slug,
    version: digest,
    title,
    level,
    tags,
    minutes,
    guide,
    questions: drawn.length,
    maxScore: drawn.reduce((sum, { question }) => sum + question.points, 0),
    policy,
    attempts: { used, left: policy.attempts === null ? null : Math.max(0, policy.attempts - used) },
  };
}

export function toSummary(row: SummaryRow): AttemptSummary {
  return {
    id: row.id,
    user: row.userId,
    quiz: row.slug,
    quizVersion: row.quizVersion,
    number: row.number,
    startedAt: row.startedAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    secondsTaken: row.secondsTaken,
    score: toPoints(row.scoreHundredths),
    maxScore: row.maxScoreHundredths / 100,
  };
}

/** An attempt as it is seen at that moment: solutions only after it is submitted, and then as the policy says; staff see them always. Pure. */
export function toAttemptView(attempt: Attempt, isStaff: boolean, now: Date): AttemptView {
  const solved = attempt.submittedAt !== null && (isStaff || areExplained(attempt.quiz.policy, now));
  return {
    ...toSummary(attempt),
    secondsLeft: secondsLeft(attempt, now),
    questions: questionsOf(attempt).map(({ question, options }) => toQuestion(attempt, question, options, solved)),
  };
}

/** The questions of an attempt, in its order, each with the order of its options. */
export function questionsOf({ quiz, drawn }: Pick<Attempt, 'quiz' | 'drawn'>): { question: Question; options: string[] }[] {
  const byId = new Map(quiz.questions.map((question) => [question.id, question]));
  return drawn.flatMap(({ question: id, options }) => {
    const question = byId.get(id);
    return question ? [{ question, options }] : [];
  });
}

function areExplained({ explanations }: Quiz['policy'], now: Date): boolean {
  return typeof explanations === 'string' ? explanations === 'at_once' : now >= new Date(explanations.from);
}

/** Member by member, so that nothing that a question comes to hold is shown by oversight. */
function toQuestion({ answers, results }: Attempt, question: Question, order: string[], solved: boolean): AttemptQuestion {
  const { id, kind, level, points, text, explanation, source } = question;
  return {
    id,
    kind,
    level,
    points,
    text,
    options: 'options' in question ? inOrder(question.options, order) : null,
    program: 'program' in question ? question.program : null,
    answer: answers.get(id) ?? null,
    score: toPoints(results?.get(id) ?? null),
    solution: solved ? { answer: modelAnswer(question), explanation, source } : null,
  };
}

function inOrder(options: { id: string; text: string }[], order: string[]): { id: string; text: string }[] {
  return order.flatMap((id) => options.filter((option) => option.id === id)).map(({ id, text }) => ({ id, text }));
}

function toPoints(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100;
}
