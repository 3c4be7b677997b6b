import { randomUUID } from 'node:crypto';
import { METHODS } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { ProblemCode } from '../errors.js';
import type { Logger } from '../log.js';
import { httpRequestDuration, submissionsRefused } from '../metrics.js';
import { openSpan } from '../tracing.js';
import { follow, note } from '../trail.js';

const idPattern = /^[\w.-]{1,64}$/;
const known = new Set(METHODS);

/** Gives every request an id, its client's or a new one, and tells of it when it is over: a line of the log, a metric, and a span. */
export function observe(log: Logger): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    const given = req.get('X-Request-Id') ?? '';
    const request = idPattern.test(given) ? given : randomUUID();
    res.set('X-Request-Id', request);
    // Probes and pages would hide the rest.
    const isApi = req.path.startsWith('/api/');
    const attributes = { 'http.request.method': methodOf(req), 'raceway.request': request };
    const span = isApi ? openSpan(methodOf(req), 'server', req.get('traceparent'), attributes) : null;
    void follow({ request, traceparent: span?.traceparent }, async () => {
      const closed = new Promise((resolve) => res.once('close', resolve));
      next();
      await closed;
      const ms = performance.now() - began;
      const labels = { method: methodOf(req), route: routeOf(req), status: statusOf(res) };
      httpRequestDuration.observe(labels, ms / 1000);
      span?.rename(`${labels.method} ${labels.route}`);
      span?.set({ 'http.route': labels.route, 'http.response.status_code': labels.status });
      span?.end(labels.status >= 500 ? new Error(`status ${labels.status}`) : undefined);
      log[isApi ? 'info' : 'debug']({ ...labels, ms: Math.round(ms * 10) / 10 }, 'request');
    });
  };
}

/** To be told whose request it turned out to be. */
export function identified(user: { id: string } | null): void {
  if (user) note({ user: user.id });
}

/** To be told of every problem document. */
export function countProblem({ req }: Response, problem: ProblemCode): void {
  if (req.method === 'POST' && routeOf(req) === '/api/v1/submissions') submissionsRefused.inc({ problem });
}

/** The pattern in OpenAPI's form, of which there are few; never what the client wrote. */
function routeOf(req: Request): string {
  const path = (req.route as { path?: unknown } | undefined)?.path;
  if (typeof path === 'string') return path.replaceAll(/:(\w+)/g, '{$1}');
  return req.baseUrl === '/docs' || req.originalUrl.startsWith('/docs') ? '/docs' : 'none';
}

function methodOf(req: Request): string {
  return known.has(req.method) ? req.method : 'other';
}

/** 499, as nginx says it, when the client left before there was an answer. */
function statusOf(res: Response): number {
  return res.headersSent ? res.statusCode : 499;
}
