import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { ProblemCode } from '../errors.js';
import type { User } from '../schemas/user.js';

/** Who may call a route: anybody, or anybody with a valid token. What a user may see of it is the use-case's decision. */
type Auth = 'public' | 'token';

type Shape = z.ZodObject | undefined;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

interface Call<P extends Shape, Q extends Shape, H extends Shape, B extends z.ZodType | undefined, A extends Auth> {
  params: Parsed<P>;
  query: Parsed<Q>;
  headers: Parsed<H>;
  body: Parsed<B>;
  user: A extends 'token' ? User : null;
  /** Aborts when the client has gone, or this process is about to. */
  signal: AbortSignal;
}

/** What a handler answers: a JSON body, a stream of bytes, or server-sent events. */
export type Reply =
  | { status: number; body: unknown; headers?: Record<string, string> }
  | { status: 200; stream: Readable; type: string; headers?: Record<string, string> }
  | { status: 200; events: AsyncIterable<ServerSentEvent> };

export interface ServerSentEvent {
  id: string;
  event: string;
  data: unknown;
}

interface Response {
  description: string;
  schema?: z.ZodType;
  /** Media type; `application/json` when absent. */
  type?: string;
}

/** A route as data: validation, authorisation, the OpenAPI document and the client's types all come from it. */
export interface Route {
  method: 'get' | 'post' | 'put';
  /** In OpenAPI's form: `/api/v1/submissions/{id}`. */
  path: string;
  summary: string;
  auth: Auth;
  params: Shape;
  query: Shape;
  headers: Shape;
  /** Where its schema takes undefined, the body may be left out. */
  body: z.ZodType | undefined;
  responses: Record<number, Response>;
  /** Problems that the handler itself may answer with; those of form, token and failure go without saying. */
  problems: readonly ProblemCode[];
  handle(call: Call<Shape, Shape, Shape, z.ZodType | undefined, Auth>): Promise<Reply>;
}

interface Definition<P extends Shape, Q extends Shape, H extends Shape, B extends z.ZodType | undefined, A extends Auth> {
  method: Route['method'];
  path: string;
  summary: string;
  auth: A;
  params?: P;
  query?: Q;
  headers?: H;
  body?: B;
  responses: Route['responses'];
  problems?: readonly ProblemCode[];
  handle(call: Call<P, Q, H, B, A>): Promise<Reply>;
}

/** Fixes a route's types: the handler sees exactly what its schemas let through. */
export function route<
  A extends Auth,
  P extends Shape = undefined,
  Q extends Shape = undefined,
  H extends Shape = undefined,
  B extends z.ZodType | undefined = undefined,
>(definition: Definition<P, Q, H, B, A>): Route {
  const { params, query, headers, body, problems, ...rest } = definition;
  return { ...rest, params, query, headers, body, problems: problems ?? [], handle: definition.handle as Route['handle'] };
}
