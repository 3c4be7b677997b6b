import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.js';
import { type Context, createContext } from '../context.js';
import { startEmbedded } from '../database/embedded.js';
import { migrate } from '../database/migrate.js';
import { exerciseUseCases } from '../exercises/use-cases.js';
import { apiRoutes } from '../http/api.js';
import { createApp } from '../http/app.js';
import { slotsOf } from '../judging/capacity.js';
import { work } from '../judging/work.js';
import { createLog } from '../log.js';
import { quizUseCases } from '../quizzes/use-cases.js';
import { pingEngine } from '../sandbox/engine.js';
import { createSandbox } from '../sandbox/sandbox.js';
import { submissionUseCases } from '../submissions/use-cases.js';
import { findByToken } from '../users/store.js';
import { createLeaving } from './close-server.js';
import { fillDatabase } from './fill.js';
import { holdHome } from './hold-home.js';
import { type Progress, showProgress } from './progress.js';

/** Something that was started, and how to end it. */
type Stop = () => Promise<void>;

/**
 * Runs the API, the worker, or both, until SIGINT or SIGTERM. Ends in the reverse order of its start, also when the start fails halfway.
 */
export async function serve(config: Config, parts: { api: boolean; worker: boolean }): Promise<number> {
  const asked = stopSignal();
  const stops: Stop[] = [];
  mkdirSync(config.home, { recursive: true });
  try {
    await start(config, parts, stops);
    await asked;
    return 0;
  } finally {
    for (const stop of stops.reverse()) await stop().catch((error: Error) => process.stderr.write(`while stopping: ${error.message}\n`));
  }
}

async function start(config: Config, parts: { api: boolean; worker: boolean }, stops: Stop[]): Promise<void> {
  const log = createLog(config);
  const step = showProgress();
  if (!config.databaseUrl) stops.push(holdHome(config.home));
  const databaseUrl = config.databaseUrl ?? (await embedded(config, stops, step));
  await step('migrations', async () => describeMigrations(await migrate(databaseUrl)));
  const context = createContext(config, databaseUrl, log);
  stops.push(() => context.close());
  // Where API and worker are apart, `raceway migrate` does this once, before them.
  if (parts.api && parts.worker) await fillDatabase(context.db, config, step);
  if (parts.worker) await step('worker', () => startWorker(context, stops));
  if (parts.api) await step('api', () => listen(context, parts.worker, stops));
}

async function embedded(config: Config, stops: Stop[], step: Progress): Promise<string> {
  let url = '';
  await step('database', async () => {
    const database = await startEmbedded(config.home);
    stops.push(() => database.stop());
    url = database.url;
    return database.adopted ? 'took over the one that an earlier process left' : 'embedded PostgreSQL';
  });
  return url;
}

async function startWorker(context: Context, stops: Stop[]): Promise<string> {
  const { config, docker, log } = context;
  await pingEngine(docker);
  const { NCPU, MemTotal } = (await docker.info()) as { NCPU: number; MemTotal: number };
  const host = { cpus: NCPU, memoryBytes: MemTotal, runMemoryMb: config.sandbox.ceilings.memoryMb };
  const slots = slotsOf(config.worker.concurrency, host);
  const sandbox = createSandbox(docker, config.sandbox, log, slots);
  stops.push(() => sandbox.close());
  const worker = await work({ ...context, sandbox, sandboxConfig: config.sandbox }, { slots, sweepSeconds: config.worker.sweepSeconds });
  stops.push(() => worker.stop(config.stop.graceMs));
  return `${slots} at once${slots < config.worker.concurrency ? `: the engine's host bears no more (WORKER_CONCURRENCY is ${config.worker.concurrency})` : ''}`;
}

async function listen(context: Context, withWorker: boolean, stops: Stop[]): Promise<string> {
  const { config, db, queue, docker, log } = context;
  const leaving = createLeaving();
  const probes = {
    process: async () => leaving.announced.throwIfAborted(),
    database: () => db.$queryRaw`SELECT 1`,
    queue: () => queue.ping(),
    ...(withWorker && { docker: () => pingEngine(docker, 2500) }),
  };
  const useCases = {
    exercises: exerciseUseCases(db),
    submissions: submissionUseCases({ ...context, limits: config.queue }),
    quizzes: quizUseCases(db),
    probes,
  };
  const app = createApp({ routes: apiRoutes(useCases), authenticate: (token) => findByToken(db, token), log, closing: leaving.closing });
  const server = createServer(app);
  server.prependListener('request', (_req, res) => leaving.began(res));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, config)));
    server.listen(config.port, config.host, resolve);
  });
  stops.push(() => leaving.leave(server, config.stop.drainMs, config.stop.graceMs));
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return `serving at http://${host}:${port} (pages: /docs)`;
}

function explain(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  return error.code === 'EADDRINUSE' ? new Error(`${host}:${port} is taken by another program: set PORT to a free one`) : error;
}

function describeMigrations(applied: string[]): string {
  return applied.length > 0 ? `applied ${applied.join(', ')}` : 'up to date';
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
