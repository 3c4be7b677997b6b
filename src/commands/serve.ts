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
import { goFirst } from '../priority.js';
import { quizUseCases } from '../quizzes/use-cases.js';
import type { Probes } from '../readiness.js';
import { pingEngine } from '../sandbox/engine.js';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.js';
import { createScrape } from '../scrape.js';
import { submissionUseCases } from '../submissions/use-cases.js';
import { startTracing } from '../tracing.js';
import { findByToken } from '../users/store.js';
import { createLeaving, type Leaving } from './close-server.js';
import { fillDatabase } from './fill.js';
import { holdHome } from './hold-home.js';
import { listenForOperators } from './listen-for-operators.js';
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
  if (parts.api) goFirst();
  const log = createLog(config);
  const step = showProgress();
  if (!config.databaseUrl) stops.push(holdHome(config.home));
  const databaseUrl = config.databaseUrl ?? (await embedded(config, stops, step));
  await step('migrations', async () => describeMigrations(await migrate(databaseUrl)));
  const context = createContext(config, databaseUrl, log);
  stops.push(() => context.close());
  stops.push(await startTracing(config));
  // Where API and worker are apart, `raceway migrate` does this once, before them.
  if (parts.api && parts.worker) await fillDatabase(context.db, config, step);
  const leaving = createLeaving();
  const probes = probesOf(context, parts, leaving);
  let sandbox: Sandbox | null = null;
  // Ends after those that it tells of, so that their last verdicts are seen.
  const operators: Stop[] = [];
  stops.push(async () => operators[0]?.());
  if (parts.worker) {
    await step('worker', async () => {
      const started = await startWorker(context, stops);
      sandbox = started.sandbox;
      return started.words;
    });
  }
  if (parts.api) await step('api', () => listen(context, probes, leaving, stops));
  const { metrics } = config;
  if (metrics) await step('metrics', () => serveOperators(context, metrics, probes, sandbox, operators));
}

function probesOf({ db, queue, docker }: Context, parts: { api: boolean; worker: boolean }, leaving: Leaving): Probes {
  return {
    ...(parts.api && { process: async () => leaving.announced.throwIfAborted() }),
    database: () => db.$queryRaw`SELECT 1`,
    queue: () => queue.ping(),
    ...(parts.worker && { docker: () => pingEngine(docker, 2500) }),
  };
}

async function serveOperators(
  { config, db, docker }: Context,
  address: { host: string; port: number },
  probes: Probes,
  sandbox: Sandbox | null,
  stops: Stop[],
): Promise<string> {
  const engine = sandbox && ((await docker.info()) as { DockerRootDir?: string }).DockerRootDir;
  const places = { home: config.home, ...(engine && { engine }) };
  const server = await listenForOperators(address, probes, createScrape({ db, probes, places, sandbox }));
  stops.push(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  return `at http://${inUrl(address.host)}:${(server.address() as AddressInfo).port}/metrics`;
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

async function startWorker(context: Context, stops: Stop[]): Promise<{ sandbox: Sandbox; words: string }> {
  const { config, docker, log } = context;
  await pingEngine(docker);
  const { NCPU, MemTotal } = (await docker.info()) as { NCPU: number; MemTotal: number };
  const host = { cpus: NCPU, memoryBytes: MemTotal, runMemoryMb: config.sandbox.ceilings.memoryMb };
  const slots = slotsOf(config.worker.concurrency, host);
  const sandbox = createSandbox(docker, config.sandbox, log, slots);
  stops.push(() => sandbox.close());
  const worker = await work({ ...context, sandbox, sandboxConfig: config.sandbox }, { slots, sweepSeconds: config.worker.sweepSeconds });
  stops.push(() => worker.stop(config.stop.graceMs));
  const fewer = slots < config.worker.concurrency;
  const words = `${slots} at once${fewer ? `: the engine's host bears no more (WORKER_CONCURRENCY is ${config.worker.concurrency})` : ''}`;
  return { sandbox, words };
}

async function listen(context: Context, probes: Probes, leaving: Leaving, stops: Stop[]): Promise<string> {
  const { config, db, log } = context;
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
  return `serving at http://${inUrl(config.host)}:${port} (pages: /docs)`;
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
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
