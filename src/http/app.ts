import { setMaxListeners } from 'node:events';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { ZodError, type z } from 'zod';
import { Problem } from '../errors.js';
import type { Logger } from '../log.js';
import type { User } from '../schemas/user.js';
import { follow } from '../trail.js';
import { hasBody, readJson } from './body.js';
import { documentation } from './documentation.js';
import { identified, observe } from './observe.js';
import { invalid, sendProblem } from './problem.js';
import { sendReply } from './reply.js';
import type { Route } from './route.js';

interface Parts {
  routes: Route[];
  /** The user whose bearer token this is, or null. */
  authenticate(token: string): Promise<User | null>;
  log: Logger;
  /** Its abortion ends event streams, and requests that wait for a verdict. */
  closing?: AbortSignal;
}

/** The HTTP application: every route of the table, its documentation, and a problem document for everything else. */
export function createApp({ routes, authenticate, log, closing = new AbortController().signal }: Parts): Express {
  setMaxListeners(0, closing);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use((_req, res, next) => {
    res.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
    next();
  });
  app.use(observe(log));
  documentation(app, routes);
  for (const route of routes) {
    const handle = serve(route, authenticate, log, closing);
    // What a handler does after its client has gone, storing a submission say, still has its ids.
    app[route.method](expressPath(route.path), (req, res, next) => follow({}, async () => handle(req, res, next)));
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    app.all(expressPath(path), (_req, res) => {
      res.set('Allow', methods.join(', '));
      sendProblem(res, new Problem('method_not_allowed', `use ${methods.join(' or ')} here`), log);
    });
  }
  app.use((req: Request, res: Response) => {
    sendProblem(res, new Problem('route_not_found', `nothing is at ${req.path}: see /docs`), log);
  });
  // Express tells error handlers apart by their four parameters.
  app.use((error: unknown, _req: Request, res: Response, _next: () => void) => {
    const badPath = error instanceof URIError;
    sendProblem(res, badPath ? new Problem('route_not_found', 'the address is not properly encoded') : error, log);
  });
  return app;
}

function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function serve(route: Route, authenticate: Parts['authenticate'], log: Logger, closing: AbortSignal): RequestHandler {
  return async (req, res) => {
    const gone = new AbortController();
    const over = new AbortController();
    const end = () => over.abort();
    closing.addEventListener('abort', end);
    res.once('close', () => {
      closing.removeEventListener('abort', end);
      gone.abort();
      end();
    });
    if (closing.aborted) end();
    try {
      const user = route.auth === 'token' ? await identify(req, authenticate) : null;
      identified(user);
      const reply = await route.handle({
        user,
        params: parsed('path', route.params, req.params),
        query: parsed('query', route.query, req.query),
        headers: parsed('header', route.headers, req.headers),
        body: route.body && parsed('body', route.body, isLeftOut(route.body, req) ? undefined : await readJson(req)),
        signal: over.signal,
      });
      await sendReply(res, reply, over.signal);
    } catch (error) {
      if (!gone.signal.aborted) sendProblem(res, error, log);
    }
  };
}

function isLeftOut(body: z.ZodType, req: Request): boolean {
  return body.isOptional() && !hasBody(req);
}

async function identify(req: Request, authenticate: Parts['authenticate']): Promise<User> {
  const token = /^Bearer (rw_[\w-]{43})$/i.exec(req.headers.authorization ?? '')?.[1];
  if (!token) throw new Problem('unauthenticated', 'send `Authorization: Bearer rw_…`');
  const user = await authenticate(token);
  if (!user) throw new Problem('unauthenticated', 'this token is not known: it was mistyped, revoked, or belongs to another Raceway');
  return user;
}

function parsed<S extends z.ZodType | undefined>(where: string, schema: S, value: unknown): S extends z.ZodType ? z.output<S> : undefined {
  type Result = S extends z.ZodType ? z.output<S> : undefined;
  if (!schema) return undefined as Result;
  try {
    return schema.parse(value) as Result;
  } catch (error) {
    throw error instanceof ZodError ? invalid(where, error) : error;
  }
}
