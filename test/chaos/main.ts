import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { isWell } from './audit.js';
import { type Engine, startEngine } from './engine.js';
import { type Blow, runChaos } from './run.js';

// `npm run chaos [submissions]`: the long form, with a Docker engine of its own. See docs/operators.md, "What happens when something dies".

const submissions = Number(process.argv[2] ?? 300);
const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(0).padStart(4);

function blowsAt(engine: Engine): Blow[] {
  return [
    { name: 'a worker was killed', strike: (victims) => victims.killWorker(0) },
    { name: 'the API was killed', strike: (victims) => victims.killApi() },
    { name: 'Redis was killed, and came back after 3 s with its data', strike: (victims) => victims.killRedis(3000, false) },
    { name: 'PostgreSQL was killed, and came back after 3 s', strike: (victims) => victims.killDatabase(3000) },
    {
      name: 'the Docker engine was killed, and came back after 40 s',
      strike: async () => {
        await engine.kill();
        await sleep(40_000);
        await engine.start();
      },
    },
    {
      name: 'the Docker engine hung for 5 s',
      strike: async () => {
        engine.freeze();
        await sleep(5000);
        engine.thaw();
      },
    },
    {
      name: 'the Docker engine hung for 60 s',
      strike: async () => {
        engine.freeze();
        await sleep(60_000);
        engine.thaw();
      },
    },
    {
      name: "the engine's disk was full for 20 s",
      strike: async () => {
        engine.fillDisk();
        await sleep(20_000);
        engine.emptyDisk();
      },
    },
    { name: 'Redis was killed, and came back with nothing', strike: (victims) => victims.killRedis(1000, true) },
    { name: 'the other worker was killed', strike: (victims) => victims.killWorker(1) },
    {
      name: 'both workers were asked to end, one after another, and replaced',
      strike: async (victims) => {
        await victims.restartWorker(0);
        await victims.restartWorker(1);
      },
    },
    {
      name: 'a worker, the API, Redis and PostgreSQL were killed at once',
      strike: async (victims) => {
        await Promise.all([victims.killDatabase(1000), victims.killRedis(1000, false), victims.killWorker(0)]);
        await victims.killApi();
      },
    },
  ];
}

async function main(): Promise<number> {
  const began = performance.now();
  const tell = (line: string) => console.log(`${seconds(began)} s  ${line}`);
  const home = mkdtempSync(path.join(tmpdir(), 'raceway-chaos-'));
  const { images } = readConfig().sandbox;
  if (!images) throw new Error('the sandbox images are not known: start this with `npm run chaos`');
  let engine: Engine | null = null;
  const leave = async () => {
    const running = engine;
    engine = null;
    await running?.stop();
    rmSync(home, { recursive: true, force: true });
  };
  // Programs and servers end with the process group; the engine's disk does not.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave().finally(() => process.exit(1)));
  try {
    engine = await startEngine(path.join(home, 'engine'), [images.build, images.run]);
    tell('a Docker engine of its own has the images');
    const figures = await runChaos({ home, submissions, everyMs: 150, blows: blowsAt(engine), engine, patienceSeconds: 900, tell });
    console.table(
      Object.entries(figures).map(([figure, value]) => ({ figure, value: typeof value === 'object' ? JSON.stringify(value) : value })),
    );
    return isWell(figures) ? 0 : 1;
  } finally {
    await leave();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
