import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './world.js';

/** Something that is killed, and comes back. */
export interface Fault {
  name: string;
  strike(world: World): Promise<void>;
}

const engineOf = ({ engine }: World) => {
  if (!engine) throw new Error('this fault takes an engine of its own');
  return engine;
};

/** Those of a few seconds, which leave the machine's engine alone. */
export const quickFaults: Fault[] = [
  { name: 'a worker is killed', strike: async ({ workers }) => void (await workers[0].restart('SIGKILL', 0)) },
  { name: 'the API is killed', strike: async ({ api }) => void (await api.restart('SIGKILL', 500)) },
  { name: 'Redis is killed', strike: ({ redis }) => redis.kill(2000, false) },
  { name: 'PostgreSQL is killed', strike: ({ postgres }) => postgres.kill(2000) },
  { name: 'Redis is killed, and its data is lost', strike: ({ redis }) => redis.kill(0, true) },
  { name: 'API and workers are restarted one after another with SIGTERM', strike: restartGently },
];

/** Everything, for long enough that every patience is tried. */
export const allFaults: Fault[] = [
  ...quickFaults,
  { name: 'the Docker engine is killed, for 30 s', strike: (world) => engineOf(world).kill(30_000) },
  { name: 'the Docker engine hangs for 40 s', strike: (world) => engineOf(world).hang(40_000) },
  { name: "the engine's disk is full for 15 s", strike: (world) => engineOf(world).fill(15_000) },
  {
    name: 'PostgreSQL and Redis are killed together, for 20 s',
    strike: ({ postgres, redis }) => both(postgres.kill(20_000), redis.kill(20_000, false)),
  },
  { name: 'both workers and the API are killed', strike: killProgram },
];

async function both(...faults: Promise<void>[]): Promise<void> {
  await Promise.all(faults);
}

async function killProgram({ api, workers }: World): Promise<void> {
  await Promise.all([api, ...workers].map((each) => each.restart('SIGKILL', 1000)));
}

/** @throws when one does not end of itself with status 0. */
async function restartGently(world: World): Promise<void> {
  for (const each of [world.api, ...world.workers]) {
    const status = await each.restart('SIGTERM', 0);
    if (status !== 0) throw new Error(`after SIGTERM it ended with ${status}`);
    await sleep(1000);
  }
}
