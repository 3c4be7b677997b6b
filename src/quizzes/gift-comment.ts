import { z } from 'zod';
import { type Question, questionSchema } from '../schemas/quiz.js';

const { id, level, tags, points, source } = questionSchema.options[0].shape;

/** What a question has and GIFT has no place for. */
const detailsSchema = z.strictObject({
  id,
  kind: z.enum(questionSchema.options.map((option) => option.shape.kind.value)),
  level,
  tags,
  points,
  source,
  /** The ids of its options, in their order. */
  options: z.array(id).optional(),
  /** Whether its program is a test file. */
  test: z.boolean().optional(),
});
export type Details = z.infer<typeof detailsSchema>;

/** What stands in the comment before a question; `exact` holds the question where GIFT itself would lose something, such as spaces at the end of a text. */
export const commentSchema = z.union([detailsSchema, z.strictObject({ exact: questionSchema })]);

export function detailsOf(question: Question): Details {
  const { id, kind, level, tags, points, source } = question;
  return {
    ...{ id, kind, level, tags, points, source },
    ...('options' in question && { options: question.options.map((option) => option.id) }),
    ...('program' in question && { test: question.program.test }),
  };
}

/** A line that Moodle passes over. */
export function writeComment(content: z.infer<typeof commentSchema>): string {
  return `// raceway: ${JSON.stringify(content)}`;
}

/** The JSON of such a line; null where the line is none. */
export function commentJson(line: string): string | null {
  return /^\/\/\s*raceway:(.*)$/s.exec(line.trim())?.[1] ?? null;
}
