import { z } from 'zod';

/** A problem document, RFC 9457; media type `application/problem+json`. */
export const problemSchema = z
  .looseObject({
    type: z.string().describe('Which problem, of the closed list in the documentation'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What, where, and what to do'),
    requestId: z.string().optional().describe('The `X-Request-Id` of the answer: by it the operator finds the request in the log'),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .describe('For invalid_request: each place that is wrong, as a JSON pointer'),
  })
  .meta({ id: 'Problem' });
export type ProblemDocument = z.infer<typeof problemSchema>;
