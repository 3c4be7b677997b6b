/**
 * The closed catalogue of what can be wrong with a request: RFC 9457 problem types, each with its HTTP status and its title. The
 * `type` of a problem document is `/problems/<key>`. A verdict is never an error.
 */
export const problems = {
  malformed_json: { status: 400, title: 'The body is not JSON' },
  invalid_encoding: { status: 400, title: 'Text is not valid UTF-8' },
  invalid_request: { status: 422, title: 'The request does not have the right form' },
  unauthenticated: { status: 401, title: 'A valid bearer token is needed' },
  forbidden: { status: 403, title: 'This is not allowed for you' },
  route_not_found: { status: 404, title: 'There is no such address' },
  exercise_not_found: { status: 404, title: 'There is no such exercise' },
  hint_not_found: { status: 404, title: 'There is no such hint' },
  quiz_not_found: { status: 404, title: 'There is no such quiz' },
  attempt_not_found: { status: 404, title: 'There is no such attempt' },
  submission_not_found: { status: 404, title: 'There is no such submission' },
  no_diagnosis: { status: 404, title: 'There is no such diagnosis of this submission' },
  method_not_allowed: { status: 405, title: 'This address does not answer to that method' },
  idempotency_key_reused: { status: 409, title: 'This Idempotency-Key stands for another request' },
  hint_skipped: { status: 409, title: 'Hints are opened one after another' },
  no_attempts_left: { status: 409, title: 'There is no attempt left at this quiz' },
  attempt_closed: { status: 409, title: 'The attempt takes no more answers' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  unknown_exercise: { status: 422, title: 'There is no such exercise to submit to' },
  file_not_editable: { status: 422, title: 'A file is not one of those to hand in' },
  file_missing: { status: 422, title: 'A file to hand in is missing' },
  file_too_large: { status: 422, title: 'A file is too large' },
  unknown_question: { status: 422, title: 'The attempt does not have this question' },
  invalid_answer: { status: 422, title: 'The answer does not have the form that its question needs' },
  too_many_submissions: { status: 429, title: 'There are too many submissions in the queue' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  service_unavailable: { status: 503, title: 'A part that this needs is down' },
} as const;

export type ProblemCode = keyof typeof problems;

/** A refusal of a request, from the catalogue. */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** Members of the problem document beside the standard ones, such as `errors`. */
  readonly members: Record<string, unknown>;

  /** @param detail what, where, and what to do; shown to the client. */
  constructor(code: ProblemCode, detail: string, members: Record<string, unknown> = {}) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.members = members;
  }
}

/** A fault of the sandbox, ours or the engine's: never the learner's. The judgement is tried again. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}
