import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism, homedir, hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const count = z.coerce.number().int().min(1);

/** Every setting there is, by its name in the environment. An empty value counts as absent. */
export const environmentSchema = z.object({
  RACEWAY_HOME: z.string().default('.raceway'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** A PostgreSQL server of yours; absent: an embedded one in RACEWAY_HOME. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** A Redis server for the queue; absent: the queue lives in PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** The OCI runtime of the containers: `runc`, or `runsc` for gVisor; absent: the engine's default. */
  SANDBOX_RUNTIME: z.string().optional(),
  /** Images of the sandbox; absent: those that set-up built, as RACEWAY_HOME/images.json names them. */
  SANDBOX_BUILD_IMAGE: z.string().optional(),
  SANDBOX_RUN_IMAGE: z.string().optional(),
  /** Ceilings: no exercise gets more, whatever its manifest says. */
  SANDBOX_MAX_MEMORY_MB: count.default(1024),
  SANDBOX_MAX_CPUS: z.coerce.number().min(0.1).default(4),
  SANDBOX_MAX_PIDS: count.default(512),
  SANDBOX_MAX_RUN_SECONDS: count.default(30),
  SANDBOX_MAX_TOTAL_SECONDS: count.default(120),
  SANDBOX_MAX_OUTPUT_KB: count.default(1024),
  /** How many submissions of one user may be without their verdicts, and how many of all; what is more is refused with 429. */
  QUEUE_PER_LEARNER: count.default(50),
  QUEUE_TOTAL: count.default(5000),
  /** Judgements at once in one worker process. */
  WORKER_CONCURRENCY: count.default(availableParallelism() + 1),
  /** How often rows are looked for that the queue has lost. */
  SWEEP_SECONDS: count.default(15),
  /** After how long without a sign of life a worker's judgement is handed to another. */
  STALLED_SECONDS: count.default(8),
  /** How long what is under way may take to end after SIGTERM; then it is handed back. */
  GRACE_SECONDS: z.coerce.number().min(0).default(10),
  /** How long the API still takes requests after SIGTERM, while /readyz says 503: what your load balancer needs to notice. */
  DRAIN_SECONDS: z.coerce.number().min(0).default(0),
  /** Exercise packages; absent: those of the checkout. */
  EXERCISES_DIR: z.string().optional(),
  /** Where /metrics, /healthz and /readyz of this process answer, apart from the API; absent: nowhere. */
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: port.optional(),
  /** OpenTelemetry's own names. Traces are on where one of the endpoints is set; the SDK itself reads its further variables. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
  OTEL_SDK_DISABLED: z.stringbool().default(false),
  OTEL_SERVICE_NAME: z.string().default('raceway'),
  /** The part of all traces that is kept; one that comes with a decision keeps it. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
});

const imagesSchema = z.object({ build: z.string(), run: z.string() });

export interface Config {
  home: string;
  host: string;
  port: number;
  databaseUrl: string | null;
  redisUrl: string | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  exercisesDir: string;
  queue: { perLearner: number; total: number };
  worker: { concurrency: number; sweepSeconds: number; stalledSeconds: number };
  stop: { graceMs: number; drainMs: number };
  sandbox: SandboxConfig;
  metrics: { host: string; port: number } | null;
  traces: { service: string; ratio: number } | null;
}

export interface SandboxConfig {
  images: { build: string; run: string } | null;
  runtime: string | null;
  /** Label value that tells our containers from those of another Raceway on the same engine. */
  instance: string;
  ceilings: { memoryMb: number; cpus: number; pids: number; runSeconds: number; totalSeconds: number; outputKb: number };
}

/** The folder of the checkout, or of the installed package: where `exercises/` and `sandbox/` are. */
export const root = path.resolve(__dirname, '..');

/**
 * Reads the settings; the only reader of the environment.
 * @throws an Error that names every setting that is wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`settings in the environment are wrong: ${wrong.join('; ')}`);
  }
  const e = parsed.data;
  const home = path.resolve(root, e.RACEWAY_HOME);
  return {
    home,
    host: e.HOST,
    port: e.PORT,
    databaseUrl: e.DATABASE_URL ?? null,
    redisUrl: e.REDIS_URL ?? null,
    logLevel: e.LOG_LEVEL,
    exercisesDir: path.resolve(root, e.EXERCISES_DIR ?? 'exercises'),
    queue: { perLearner: e.QUEUE_PER_LEARNER, total: e.QUEUE_TOTAL },
    worker: {
      concurrency: e.WORKER_CONCURRENCY,
      sweepSeconds: e.SWEEP_SECONDS,
      stalledSeconds: e.STALLED_SECONDS,
    },
    stop: { graceMs: e.GRACE_SECONDS * 1000, drainMs: e.DRAIN_SECONDS * 1000 },
    metrics: e.METRICS_PORT === undefined ? null : { host: e.METRICS_HOST, port: e.METRICS_PORT },
    traces:
      (e.OTEL_EXPORTER_OTLP_ENDPOINT || e.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) && !e.OTEL_SDK_DISABLED
        ? { service: e.OTEL_SERVICE_NAME, ratio: e.OTEL_TRACES_SAMPLER_ARG }
        : null,
    sandbox: {
      images: readImages(home, e.SANDBOX_BUILD_IMAGE, e.SANDBOX_RUN_IMAGE),
      runtime: e.SANDBOX_RUNTIME ?? null,
      instance: createHash('sha256').update(`${hostname()}\0${home}`).digest('hex').slice(0, 12),
      ceilings: {
        memoryMb: e.SANDBOX_MAX_MEMORY_MB,
        cpus: e.SANDBOX_MAX_CPUS,
        pids: e.SANDBOX_MAX_PIDS,
        runSeconds: e.SANDBOX_MAX_RUN_SECONDS,
        totalSeconds: e.SANDBOX_MAX_TOTAL_SECONDS,
        outputKb: e.SANDBOX_MAX_OUTPUT_KB,
      },
    },
  };
}

export interface LearnerEnvironment {
  /** Where the learner's commands keep the server's address and the token. */
  accountFile: string;
  /** Whether to print in colour; null: as the terminal has it. */
  colour: boolean | null;
}

/** What the learner's commands take from the environment: the XDG base directory, and NO_COLOR or FORCE_COLOR. */
export function readLearnerEnvironment(env: NodeJS.ProcessEnv = process.env): LearnerEnvironment {
  const configHome = env['XDG_CONFIG_HOME'] || path.join(homedir(), '.config');
  const colour = env['NO_COLOR'] ? false : env['FORCE_COLOR'] ? true : null;
  return { accountFile: path.join(configHome, 'raceway', 'account.json'), colour };
}

function readImages(home: string, build?: string, run?: string): { build: string; run: string } | null {
  if (build && run) return { build, run };
  try {
    return imagesSchema.parse(JSON.parse(readFileSync(path.join(home, 'images.json'), 'utf8')));
  } catch {
    return null;
  }
}
