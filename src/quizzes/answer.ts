import { Problem } from '../errors.js';
import { type Answer, answerSchemas, type Question } from '../schemas/quiz.js';
import { linesBeyond } from './check.js';

/**
 * The value as an answer to this question: pure.
 * @throws Problem `invalid_answer` when it does not have the form that the question needs, or names what the question does not have.
 */
export function checkAnswer(question: Question, value: unknown): Answer {
  const parsed = answerSchemas[question.kind].safeParse(value);
  if (!parsed.success) throw invalidAnswer(question, parsed.error.issues[0]?.message ?? 'it has another form');
  const answer = parsed.data;
  if ('options' in question) {
    const unknown = [answer].flat().find((chosen) => !question.options.some((option) => option.id === chosen));
    if (unknown !== undefined) throw invalidAnswer(question, `it has no option ${JSON.stringify(unknown)}`);
  }
  if (question.kind === 'race_lines') {
    const beyond = linesBeyond(question, answer as [number, number])[0];
    if (beyond !== undefined) throw invalidAnswer(question, `its program has no line ${beyond}`);
  }
  return answer;
}

function invalidAnswer({ id, kind }: Question, reason: string): Problem {
  return new Problem('invalid_answer', `the answer to ${id} (${kind}): ${reason}`, { question: id });
}
