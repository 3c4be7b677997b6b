import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { readConfig } from '../../src/config.js';
import { connectDatabase } from '../../src/context.js';
import type { PrismaClient } from '../../src/generated/prisma/client.js';
import { createUserWithToken } from '../../src/users/store.js';
import { eventually } from '../support/eventually.js';
import { done, end, freePort, serving, settingsOf, startProgram, working } from '../support/processes.js';
import { audit, type Figures } from './audit.js';
import { type Sent, send } from './sender.js';
import { startDatabase, startRedis } from './servers.js';
import { type Supervised, supervise } from './supervise.js';

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
  for (const folder of [temporary, path.join(home, 'raceway')]) mkdirSync(folder, { recursive: true });
  // For the database's user, who else would get a place elsewhere, which nobody removes.
  chmodSync(home, 0o755);
  const database = await startDatabase(path.join(home, 'database'));
  const redis = await startRedis(path.join(home, 'redis'));
  const port = await freePort();
  const env = {
    ...settingsOf(path.join(home, 'raceway'), database.url, redis.url),
    TMPDIR: temporary,
    PORT: String(port),
    DOCKER_HOST: engine.address,
    STALLED_SECONDS: '4',
    SWEEP_SECONDS: '2',
    WORKER_CONCURRENCY: '1',
    QUEUE_PER_LEARNER: String(plan.submissions + 1),
    GRACE_SECONDS: '2',
    LOG_LEVEL: 'warn',
  };
  const supervised = new Set<Supervised>();
  const keep = (command: 'api' | 'work') => {
    const one = supervise(() => startProgram(command, env));
    supervised.add(one);
    return one;
  };
  const clients: PrismaClient[] = [];
  try {
    await done(startProgram('migrate', env));
    const db = connectDatabase(database.url);
    clients.push(db);
    const token = await createUserWithToken(db, 'L', 'learner', 'chaos');
    const networks = (await engine.docker.listNetworks()).length;

    const api = keep('api');
    const base = await serving(api.now());
    const workers = [keep('work'), keep('work')];
    for (const worker of workers) await working(worker.now());
    const victims: Victims = {
      killWorker: async (index) => void (await end((workers[index] ?? api).now(), 'SIGKILL')),
      restartWorker: async (index) => void (await end((workers[index] ?? api).now(), 'SIGTERM')),
      killApi: async () => void (await end(api.now(), 'SIGKILL')),
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
    for (const [i, blow] of plan.blows.entries()) {
      // Spread over the whole work, so that whatever a judgement does is struck some time.
      const due = Math.max(1, Math.floor((i * count) / (plan.blows.length + 1)));
      await eventually(`${due} are judged before: ${blow.name}`, async () => ((await judged()) ?? 0) >= due, plan.patienceSeconds);
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

    for (const one of [...workers, api]) await one.end('SIGTERM');
    const figures = await audit(db, sent, count, engine.docker, readConfig({ RACEWAY_HOME: path.join(home, 'raceway') }).sandbox.instance);
    return { ...figures, networksLeft: (await engine.docker.listNetworks()).length - networks, filesLeft: readdirSync(temporary).length };
  } finally {
    for (const one of supervised) await one.end('SIGKILL');
    for (const client of clients) await client.$disconnect();
    await redis.stop();
    await database.stop();
  }
}
