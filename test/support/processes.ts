import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { readConfig, root } from '../../src/config.js';
import { eventually } from './eventually.js';
import { fixtureExercises } from './tiny-exercise.js';

/** A process of the real program, as an operator would run it. */
export interface Program {
  child: ChildProcess;
  /** What it has printed. */
  said(): string;
}

/** What all processes of a test's Raceway have in common: the exercises of the tests, the images of the sandbox, a port that is free. */
export function settingsOf(home: string, databaseUrl: string, redisUrl = ''): Record<string, string | undefined> {
  const { images } = readConfig().sandbox;
  return {
    RACEWAY_HOME: home,
    PORT: '0',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    EXERCISES_DIR: fixtureExercises,
    SANDBOX_BUILD_IMAGE: images?.build,
    SANDBOX_RUN_IMAGE: images?.run,
  };
}

/** @param env all of its environment besides PATH. */
export function startProgram(command: 'api' | 'work' | 'migrate', env: Record<string, string | undefined>): Program {
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), command], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return { child, said: () => said };
}

/** The address at which an API process serves. @throws with its words when it does not come up. */
export function serving(program: Program): Promise<string> {
  return eventually('the API serves', async () => {
    failIfEnded(program);
    return /serving at (\S+)/.exec(program.said())?.[1] ?? null;
  });
}

/** Waits until a worker takes judgements. @throws with its words when it does not come up. */
export async function working(program: Program): Promise<void> {
  await eventually('the worker works', async () => {
    failIfEnded(program);
    return /worker.*\d at once/.test(program.said());
  });
}

/** Waits until a program has done what it does. @throws with its words when it fails. */
export async function done({ child, said }: Program): Promise<void> {
  await eventually('the program is through', async () => child.exitCode !== null || child.signalCode !== null);
  if (child.exitCode !== 0) throw new Error(`the program failed: ${said()}`);
}

function failIfEnded({ child, said }: Program): void {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the program has ended: ${said()}`);
}

/** Sends a signal, and waits for the end. @returns the exit status; null when a signal ended it. */
export async function end({ child }: Program, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Whether a process lives, on Linux; one that has ended and that nobody has waited for yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
