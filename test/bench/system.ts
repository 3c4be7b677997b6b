import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Config, readConfig, root } from '../../src/config.js';
import { connectDatabase } from '../../src/context.js';
import { startEmbedded } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrate.js';
import { loadExercises } from '../../src/exercises/load.js';
import { storeExercise } from '../../src/exercises/store.js';
import type { PrismaClient } from '../../src/generated/prisma/client.js';
import { type Submission, submissionSchema } from '../../src/schemas/submission.js';
import { createUserWithToken } from '../../src/users/store.js';

/** A whole Raceway in processes of its own, over a fresh database, so that what measures takes nothing from what is measured. */
export interface System {
  config: Config;
  /** The build image: figures of different ones are not compared. */
  image: string;
  db: PrismaClient;
  /** Starts a process of the program; resolves when it is ready. */
  start(command: 'serve' | 'api' | 'work'): Promise<Running>;
  newToken(): Promise<string>;
  stop(): Promise<void>;
}

export interface Running {
  pid: number;
  /** The API's address; empty for a worker. */
  base: string;
  stop(): Promise<void>;
}

const startMs = 60_000;

export async function startSystem(): Promise<System> {
  const config = readConfig();
  if (!config.sandbox.images) throw new Error('there are no sandbox images: npm run bench makes them');
  const { build, run } = config.sandbox.images;
  const home = path.join(config.home, `bench-${randomBytes(4).toString('hex')}`);
  mkdirSync(home, { recursive: true });
  const database = await startEmbedded(home);
  await migrate(database.url);
  const db = connectDatabase(database.url);
  for (const exercise of loadExercises(config.exercisesDir)) await storeExercise(db, exercise);
  const children: ChildProcess[] = [];

  async function start(command: 'serve' | 'api' | 'work'): Promise<Running> {
    const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), command], {
      env: {
        ...process.env,
        RACEWAY_HOME: home,
        PORT: '0',
        DATABASE_URL: database.url,
        REDIS_URL: '',
        SANDBOX_BUILD_IMAGE: build,
        SANDBOX_RUN_IMAGE: run,
        QUEUE_PER_LEARNER: '1000',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const ready = command === 'work' ? /worker .* at once/ : /serving at (\S+)/;
    const said = await firstMatch(child, ready, `raceway ${command}`);
    return { pid: child.pid ?? 0, base: said[1] ?? '', stop: () => stop(child) };
  }

  return {
    config,
    image: build,
    db,
    start,
    newToken: () => createUserWithToken(db, 'bench', 'learner', 'bench'),
    stop: async () => {
      for (const child of children) await stop(child);
      await db.$disconnect();
      await database.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function firstMatch(child: ChildProcess, pattern: RegExp, what: string): Promise<RegExpExecArray> {
  let said = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} is not ready within ${startMs / 1000} s; it said: ${said}`)), startMs);
    child.once('exit', (code) => reject(new Error(`${what} ended with ${code}; it said: ${said}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      const match = pattern.exec(said);
      if (match) {
        clearTimeout(timer);
        resolve(match);
      }
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

export interface Posted {
  id: string;
  /** When the POST was sent and when it was answered, Unix milliseconds. */
  sentAt: number;
  answeredAt: number;
}

/** @throws an Error when it is not answered with 202. */
export async function post(base: string, token: string, exercise: string, files: Record<string, string>): Promise<Posted> {
  const sentAt = performance.timeOrigin + performance.now();
  const reply = await fetch(`${base}/api/v1/submissions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ exercise, files }),
  });
  const text = await reply.text();
  const answeredAt = performance.timeOrigin + performance.now();
  if (reply.status !== 202) throw new Error(`POST /submissions: ${reply.status} ${text}`);
  return { id: (JSON.parse(text) as { id: string }).id, sentAt, answeredAt };
}

/** Follows the events of a submission to their end, and reads it. @throws an Error when the stream ends without the verdict. */
export async function awaitVerdict(base: string, token: string, id: string): Promise<Submission> {
  const headers = { Authorization: `Bearer ${token}` };
  const events = await fetch(`${base}/api/v1/submissions/${id}/events`, { headers, signal: AbortSignal.timeout(600_000) });
  await events.text();
  const reply = await fetch(`${base}/api/v1/submissions/${id}`, { headers });
  const submission = submissionSchema.parse(await reply.json());
  if (submission.state !== 'judged') throw new Error(`${id}: the events ended while it was ${submission.state}`);
  return submission;
}
