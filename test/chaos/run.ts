import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { readConfig } from '../../src/config.js';
import { connectDatabase } from '../../src/context.js';
import type { PrismaClient } from '../../src/generated/prisma/client.js';
import { createUserWithToken } from '../../src/users/store.js';
import { eventually } from '../support/eventually.js';
import { end, freePort, type Program, serving, startProgram, working } from '../support/processes.js';
import { fixtureExercises } from '../support/tiny-exercise.js';
import { audit, type Figures } from './audit.js';
import { type Sent, send } from './sender.js';
import { startDatabase, startRedis } from './servers.js';

/** What can be struck. */
interface Victims {
  killWorker(index: number): Promise<void>;
  killApi(): Promise<void>;
  killRedis(downMs: number, forgetting: boolean): Promise<void>;
  killDatabase(downMs: number): Promise<void>;
  /** Asks a worker to end, and starts another. */
  restartWorker(index: number): Promise<void>;
}

export interface Blow {
  name: string;
  strike(victims: Victims): Promise<void>;
}

export interface Plan {
  /** A folder of its own, which the caller removes. */
  home: string;
  submissions: number;
  /** Between two submissions, milliseconds. */
  everyMs: number;
  /** One after another while submissions come in and are judged. */
  blows: Blow[];
  engine: { address: string; docker: Docker };
  /** For all to be judged after the last blow. */
  patienceSeconds: number;
  tell(line: string): void;
}

/** Sends submissions to the real programs with servers of their own, strikes, waits for every verdict, and counts. */
export async function runChaos(plan: Plan): Promise<Figures> {
  const { home, engine, tell } = plan;
  const temporary = path.join(home, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const database = await startDatabase(path.join(home, 'database'));
  const redis = await startRedis(path.join(home, 'redis'));
  const port = await freePort();
  const { images } = readConfig().sandbox;
  const env = {
    RACEWAY_HOME: path.join(home, 'raceway'),
    TMPDIR: temporary,
    PORT: String(port),
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    DOCKER_HOST: engine.address,
    EXERCISES_DIR: fixtureExercises,
    SANDBOX_BUILD_IMAGE: images?.build,
    SANDBOX_RUN_IMAGE: images?.run,
    STALLED_SECONDS: '4',
    SWEEP_SECONDS: '2',
    WORKER_CONCURRENCY: '1',
    QUEUE_PER_LEARNER: String(plan.submissions + 1),
    GRACE_SECONDS: '2',
    LOG_LEVEL: 'warn',
  };
  const programs = new Set<Program>();
  const start = (command: 'api' | 'work' | 'migrate') => {
    const program = startProgram(command, env);
    programs.add(program);
    return program;
  };
  const clients: PrismaClient[] = [];
  try {
    const migration = start('migrate');
    await eventually('the database is migrated', async () => migration.child.exitCode === 0);
    const db = connectDatabase(database.url);
    clients.push(db);
    const token = await createUserWithToken(db, 'L', 'learner', 'chaos');
    const networks = (await engine.docker.listNetworks()).length;

    let api = start('api');
    const base = await serving(api);
    const workers = [start('work'), start('work')];
    for (const worker of workers) await working(worker);
    const replace = async (index: number, signal: NodeJS.Signals) => {
      const old = workers[index];
      if (old) await end(old, signal);
      workers[index] = start('work');
    };
    const victims: Victims = {
      killWorker: (index) => replace(index, 'SIGKILL'),
      restartWorker: (index) => replace(index, 'SIGTERM'),
      killApi: async () => {
        await end(api, 'SIGKILL');
        api = start('api');
        await serving(api);
      },
      killRedis: async (downMs, forgetting) => {
        await redis.kill();
        await sleep(downMs);
        if (forgetting) redis.forget();
        await redis.start();
      },
      killDatabase: async (downMs) => {
        await database.kill();
        await sleep(downMs);
        await database.start();
      },
    };

    const sent: Sent = { taken: new Map(), repeated: new Map() };
    const count = plan.submissions;
    const sending = send(base, token, { count, everyMs: plan.everyMs, patienceSeconds: 120 }, sent);
    sending.catch(() => {});
    const judged = () => db.judgement.count({ where: { state: 'judged' } }).catch(() => null);
    await eventually('the first is judged', async () => ((await judged()) ?? 0) > 0);
    for (const blow of plan.blows) {
      const before = await judged();
      await blow.strike(victims);
      tell(`${blow.name}; ${before ?? '?'} of ${count} were judged`);
      // Each meets a system at work, not one that has not come back from the last.
      await eventually(
        `something is judged after: ${blow.name}`,
        async () => {
          const now = await judged();
          return now !== null && (now > (before ?? 0) || now === count);
        },
        120,
      );
    }
    await sending;
    await eventually('all are judged', async () => (await judged()) === count, plan.patienceSeconds);
    tell('all are judged');
    // What the queue still holds would be judged again.
    await sleep(2000);

    for (const worker of workers) await end(worker, 'SIGTERM');
    await end(api, 'SIGTERM');
    const figures = await audit(db, sent, count, engine.docker, readConfig({ RACEWAY_HOME: env.RACEWAY_HOME }).sandbox.instance);
    return { ...figures, networksLeft: (await engine.docker.listNetworks()).length - networks, filesLeft: readdirSync(temporary).length };
  } finally {
    for (const program of programs) await end(program, 'SIGKILL');
    for (const client of clients) await client.$disconnect();
    await redis.stop();
    await database.stop();
  }
}
