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
import { connectEngine } from '../../src/sandbox/engine.js';
import { type Submission, submissionSchema } from '../../src/schemas/submission.js';
import type { Role } from '../../src/schemas/user.js';
import { createUserWithToken } from '../../src/users/store.js';

/** A whole Raceway in processes of its own, over a fresh database, so that what measures takes nothing from what is measured. */
export interface System {
  config: Config;
  /** The build image's name. */
  image: string;
  /** Its name with its digest: figures of different ones are not compared. */
  imageId: string;
  db: PrismaClient;
  /** Starts a process of the program; resolves when it is ready. */
  start(command: 'serve' | 'api' | 'work'): Promise<Running>;
  /** Of a new user. */
  newToken(role?: Role): Promise<string>;
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
  const { Id } = await connectEngine().getImage(build).inspect();
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
      // In sessions of their own, as any supervisor starts them: processors are shared out between sessions.
      detached: true,
    });
    children.push(child);
    const ready = command === 'work' ? /worker .* at once/ : /serving at (\S+)/;
    const said = await firstMatch(child, ready, `raceway ${command}`);
    return { pid: child.pid ?? 0, base: said[1] ?? '', stop: () => stop(child) };
  }

  return {
    config,
    image: build,
    imageId: `${build}@${Id.replace('sha256:', '').slice(0, 12)}`,
    db,
    start,
    newToken: (role = 'learner') => createUserWithToken(db, 'bench', role, 'bench'),
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
  /** How long the POST took, milliseconds. */
  postMs: number;
  /** When it was answered, Unix milliseconds: the clock of the database's `verdictAt` too. */
  answeredAt: number;
}

/** @param members of the request, beside the exercise and the files. @throws an Error when it is not answered with 202. */
export async function post(
  base: string,
  token: string,
  exercise: string,
  files: Record<string, string>,
  members: { supersede?: boolean } = {},
): Promise<Posted> {
  const sentAt = performance.now();
  const reply = await fetch(`${base}/api/v1/submissions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ exercise, files, ...members }),
  });
  const text = await reply.text();
  const postMs = performance.now() - sentAt;
  const answeredAt = Date.now();
  if (reply.status !== 202) throw new Error(`POST /submissions: ${reply.status} ${text}`);
  return { id: (JSON.parse(text) as { id: string }).id, postMs, answeredAt };
}

/** Edited as a learner does, so that nothing that depends on the source can be reused: every line is moved. */
export function edited(files: Record<string, string>, i: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      text.replace(/^package exercise$/m, `// Edit ${i}.${'\n'.repeat((i + 2) % 7)}\npackage exercise`),
    ]),
  );
}

/** The events of a submission ended while it was on its way. */
export class EndedEarly extends Error {}

/** Follows the events of a submission to their end, and reads it: judged or cancelled. @throws EndedEarly when it is neither. */
export async function awaitEnd(base: string, token: string, id: string): Promise<Submission> {
  const headers = { Authorization: `Bearer ${token}` };
  const events = await fetch(`${base}/api/v1/submissions/${id}/events`, { headers, signal: AbortSignal.timeout(600_000) });
  await events.text();
  const reply = await fetch(`${base}/api/v1/submissions/${id}`, { headers });
  const submission = submissionSchema.parse(await reply.json());
  const { state } = submission;
  if (state !== 'judged' && state !== 'cancelled') throw new EndedEarly(`${id}: the events ended while it was ${state}`);
  return submission;
}

/** As awaitEnd does, of one that nothing cancels. @throws an Error when it was cancelled. */
export async function awaitVerdict(base: string, token: string, id: string): Promise<Submission> {
  const submission = await awaitEnd(base, token, id);
  if (submission.state === 'cancelled') throw new Error(`${id} was cancelled`);
  return submission;
}
