import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type Docker from 'dockerode';
import { readConfig } from '../../src/config.js';
import { connectDatabase } from '../../src/context.js';
import { storeExercise } from '../../src/exercises/store.js';
import type { PrismaClient } from '../../src/generated/prisma/client.js';
import { connectEngine } from '../../src/sandbox/engine.js';
import { createUserWithToken } from '../../src/users/store.js';
import { eventually } from '../support/eventually.js';
import { fixtureExercises } from '../support/tiny-exercise.js';
import { type OwnEngine, startEngine } from './engine.js';
import { freePort } from './free-port.js';
import { fullDisk } from './kinds.js';
import { type OwnPostgres, startPostgres } from './postgres.js';
import { type OwnRedis, startRedis } from './redis.js';
import { runOnce, type Supervised, supervise } from './supervised.js';

const learners = 10;

/** A whole Raceway, each part of which can be killed without harm to anything else. */
export interface World {
  /** Its data and logs. */
  folder: string;
  base: string;
  tokens: string[];
  db: PrismaClient;
  postgres: OwnPostgres;
  redis: OwnRedis;
  /** Null: the machine's own, which is not to be killed. */
  engine: OwnEngine | null;
  api: Supervised;
  workers: [Supervised, Supervised];
  isServing(): Promise<boolean>;
  /** Ends API and workers. @returns their exit statuses. */
  endProgram(): Promise<(number | string)[]>;
  leftovers(): Promise<{ containers: number; networks: number; files: number }>;
  /** Ends everything else, and removes the folder unless it is to be looked at. */
  end(keepFolder: boolean): Promise<void>;
}

/** @param ownEngine whether to start a Docker engine, too, which takes root and `dockerd`. */
export async function startWorld(ownEngine: boolean): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'raceway-chaos-'));
  // The database's user must be able to enter.
  chmodSync(folder, 0o755);
  const ends: (() => Promise<void>)[] = [];
  const end = async (keepFolder: boolean) => {
    for (const each of ends.reverse()) await each();
    if (!keepFolder) rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startParts(folder, ownEngine, ends)), folder, end };
  } catch (error) {
    await end(false);
    throw error;
  }
}

async function startParts(folder: string, ownEngine: boolean, ends: (() => Promise<void>)[]): Promise<Omit<World, 'folder' | 'end'>> {
  const { images } = readConfig().sandbox;
  if (!images) throw new Error('there are no sandbox images: `npm start` builds them');
  const temporary = path.join(folder, 'tmp');
  mkdirSync(temporary);
  mkdirSync(path.join(folder, 'home'));
  const shared = connectEngine();
  const engine = ownEngine ? await startEngine(path.join(folder, 'engine'), [images.build, images.run], shared, ends) : null;
  const redis = await startRedis(folder);
  ends.push(() => redis.stop());
  const postgres = await startPostgres(folder);
  ends.push(() => postgres.stop());

  const port = await freePort();
  const home = path.join(folder, 'home');
  const env = {
    PATH: process.env.PATH,
    TMPDIR: temporary,
    RACEWAY_HOME: home,
    PORT: String(port),
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    DOCKER_HOST: engine?.address ?? process.env.DOCKER_HOST,
    EXERCISES_DIR: fixtureExercises,
    SANDBOX_BUILD_IMAGE: images.build,
    SANDBOX_RUN_IMAGE: images.run,
    SWEEP_SECONDS: '2',
    STALLED_SECONDS: '4',
    WORKER_CONCURRENCY: '2',
    QUEUE_PER_LEARNER: '1000',
  };
  await runOnce('migrate', env);
  const db = connectDatabase(postgres.url);
  ends.push(() => db.$disconnect());
  await storeExercise(db, fullDisk);
  const tokens: string[] = [];
  for (let i = 0; i < learners; i++) tokens.push(await createUserWithToken(db, `L${i}`, 'learner', 'chaos'));

  const process_ = (command: string, name: string) => {
    const supervised = supervise(command, env, path.join(folder, `${name}.log`));
    ends.push(async () => void (await supervised.stop()));
    return supervised;
  };
  const api = process_('api', 'api');
  const workers: World['workers'] = [process_('work', 'worker-1'), process_('work', 'worker-2')];
  const base = `http://127.0.0.1:${port}`;
  const isServing = () =>
    fetch(`${base}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await eventually('the API serves', isServing);
  return {
    base,
    tokens,
    db,
    postgres,
    redis,
    engine,
    api,
    workers,
    isServing,
    endProgram: () => Promise.all([api, ...workers].map((each) => each.stop())),
    leftovers: async () => ({
      ...(await leftInEngine(engine?.docker ?? shared, readConfig({ RACEWAY_HOME: home }).sandbox.instance)),
      files: readdirSync(temporary).length,
    }),
  };
}

async function leftInEngine(docker: Docker, instance: string): Promise<{ containers: number; networks: number }> {
  const containers = await docker.listContainers({ all: true, filters: { label: [`raceway.instance=${instance}`] } });
  const networks = await docker.listNetworks({ filters: { type: ['custom'], label: [`raceway.instance=${instance}`] } });
  return { containers: containers.length, networks: networks.length };
}
