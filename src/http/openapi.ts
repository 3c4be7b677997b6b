import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { type ProblemCode, problems } from '../errors.js';
import { problemSchema } from '../schemas/problem.js';
import type { Route } from './route.js';

/** The OpenAPI 3.1 document of a table of routes. Pure: the same routes give the same document. */
export function openApiDocument(routes: Route[]): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer', description: 'A token of Raceway, rw_…' });
  for (const route of routes) {
    registry.registerPath({
      method: route.method,
      path: route.path,
      summary: route.summary,
      tags: [tagOf(route.path)],
      security: route.auth === 'token' ? [{ token: [] }] : [],
      request: {
        ...(route.params && { params: route.params }),
        ...(route.query && { query: route.query }),
        ...(route.headers && { headers: route.headers }),
        ...(route.body && { body: { required: !route.body.isOptional(), content: { 'application/json': { schema: route.body } } } }),
      },
      responses: { ...successes(route), ...failures(route) },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Raceway', version: '1', description: 'A judge that teaches Go concurrency.' },
  });
}

/** Routes are grouped by what they are about: `/api/v1/submissions/{id}` is about submissions. */
function tagOf(path: string): string {
  return /^\/api\/v1\/(\w+)/.exec(path)?.[1] ?? 'health';
}

function successes(route: Route) {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, { description, schema, type = 'application/json' }]) => [
      status,
      { description, ...(schema && { content: { [type]: { schema } } }) },
    ]),
  );
}

function failures(route: Route) {
  const codes = new Set<ProblemCode>([...route.problems, ...impliedProblems(route)]);
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) byStatus.set(problems[code].status, [...(byStatus.get(problems[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${problems[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}

function impliedProblems(route: Route): ProblemCode[] {
  return [
    ...(route.auth === 'token' ? (['unauthenticated'] as const) : []),
    ...(route.params || route.query || route.headers || route.body ? (['invalid_request'] as const) : []),
    ...(route.body ? (['malformed_json', 'invalid_encoding', 'body_too_large', 'unsupported_media_type'] as const) : []),
    'internal_error',
    'service_unavailable',
  ];
}
