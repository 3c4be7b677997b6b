import type { Response } from 'express';
import { z } from 'zod';
import { Problem, problems } from '../errors.js';
import type { Logger } from '../log.js';
import type { ProblemDocument } from '../schemas/problem.js';
import { countProblem } from './observe.js';

/** Answers with a problem document; an unknown error is a 500 with fixed text, its cause in the log. */
export function sendProblem(res: Response, error: unknown, log: Logger): void {
  const problem = toProblem(error);
  if (problem.code === 'internal_error' || problem.code === 'service_unavailable') {
    log.error({ error: String(error), stack: error instanceof Error ? error.stack : undefined }, problem.code);
  }
  countProblem(res, problem.code);
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { status, title } = problems[problem.code];
  const requestId = res.get('X-Request-Id');
  const document: ProblemDocument = {
    type: `/problems/${problem.code}`,
    title,
    status,
    detail: problem.message,
    ...(requestId && { requestId }),
    ...problem.members,
  };
  if (status === 401) res.set('WWW-Authenticate', 'Bearer realm="raceway"');
  if (status === 429 || status === 503) res.set('Retry-After', '5');
  res.status(status).type('application/problem+json').send(JSON.stringify(document));
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseDown(error)) return new Problem('service_unavailable', 'the database does not answer: try again in a few seconds');
  return new Problem('internal_error', 'this is not your fault; it has been logged');
}

/**
 * Whether an error says that the database does not answer: Node's connection errors, Prisma's P1xxx
 * (https://www.prisma.io/docs/orm/reference/error-reference), PostgreSQL's classes 08 and 57P, also as Prisma quotes them of a raw query
 * (P2010) and of a transaction that broke off (P2028).
 */
export function isDatabaseDown(error: unknown): boolean {
  const texts: string[] = [];
  for (let e = error; e instanceof Error; e = e.cause) texts.push(String((e as { code?: unknown }).code ?? ''), e.message);
  return texts.some((text) =>
    /^(P1\d{3}|P2024|P2028|08\w{3}|57P\d\d|ECONN\w+)$|Code: `(08|57P)|the database system is |in recovery mode|ECONNREFUSED|ECONNRESET|timeout exceeded when trying to connect|terminating connection|Connection terminated|Can't reach database/.test(
      text,
    ),
  );
}

/** The issues of a failed parse as a problem; `where` is `body`, `query`, `path` or `header`. */
export function invalid(where: string, error: z.ZodError): Problem {
  const errors = error.issues.map((issue) => ({
    pointer: `/${[where, ...issue.path].map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
    detail: issue.message,
  }));
  const first = errors[0];
  return new Problem('invalid_request', first ? `${first.pointer}: ${first.detail}` : z.prettifyError(error), { errors });
}
