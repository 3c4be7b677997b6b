import { createServer, type Server } from 'node:http';
import { registry } from '../metrics.js';
import { type Probes, readiness } from '../readiness.js';

interface Answer {
  status: number;
  type: string;
  body: string;
}

/**
 * Serves /metrics, /healthz and /readyz, apart from the public API: what a process says of itself is not for everybody.
 * @throws when the address cannot be had.
 */
export async function listenForOperators(
  { port, host }: { port: number; host: string },
  probes: Probes,
  scrape: () => Promise<string>,
): Promise<Server> {
  const pages: Record<string, () => Promise<Answer>> = {
    '/metrics': async () => ({ status: 200, type: registry.contentType, body: await scrape() }),
    '/healthz': async () => json(200, { alive: true }),
    '/readyz': async () => {
      const found = await readiness(probes);
      return json(found.ready ? 200 : 503, found);
    },
  };
  const server = createServer((req, res) => {
    const path = (req.url ?? '').split('?', 1)[0] ?? '';
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    const answered = !page
      ? Promise.resolve(json(404, { pages: Object.keys(pages) }))
      : req.method === 'GET' || req.method === 'HEAD'
        ? page()
        : Promise.resolve(json(405, { allow: 'GET' }));
    answered.then(
      ({ status, type, body }) => res.writeHead(status, { 'Content-Type': type }).end(body),
      (error: Error) => res.writeHead(500, { 'Content-Type': 'text/plain' }).end(`${error.message}\n`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Error(`metrics: ${host}:${port} cannot be listened at: ${error.message}`, { cause: error })),
    );
    server.listen(port, host, resolve);
  });
  return server;
}

function json(status: number, body: object): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
