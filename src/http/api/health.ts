import { z } from 'zod';
import { type Probes, readiness } from '../../readiness.js';
import { type Route, route } from '../route.js';

const partSchema = z.object({ name: z.string(), ok: z.boolean() });

export function healthRoutes(probes: Probes): Route[] {
  const readinessSchema = z.object({ ready: z.boolean(), parts: z.array(partSchema) });
  return [
    route({
      method: 'get',
      path: '/healthz',
      summary: 'Whether this process is alive',
      auth: 'public',
      responses: { 200: { description: 'Alive', schema: z.object({ alive: z.literal(true) }) } },
      handle: async () => ({ status: 200, body: { alive: true } }),
    }),
    route({
      method: 'get',
      path: '/readyz',
      summary: 'Whether the parts that judging needs answer',
      auth: 'public',
      responses: {
        200: { description: 'All of them do', schema: readinessSchema },
        503: { description: 'Some do not: `parts` says which', schema: readinessSchema },
      },
      handle: async () => {
        const body = await readiness(probes);
        return { status: body.ready ? 200 : 503, body };
      },
    }),
  ];
}
