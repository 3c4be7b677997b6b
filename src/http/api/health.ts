import { z } from 'zod';
import type { Probes } from '../api.js';
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
        const parts = await Promise.all(Object.entries(probes).map(async ([name, probe]) => ({ name, ok: await answers(probe) })));
        const ready = parts.every((part) => part.ok);
        return { status: ready ? 200 : 503, body: { ready, parts } };
      },
    }),
  ];
}

/** Whether a probe succeeds within 3 s: a part that hangs is as bad as one that is down. */
async function answers(probe: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 3000);
  });
  const answered = probe().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
