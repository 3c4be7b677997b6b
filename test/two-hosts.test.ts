import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../src/config.js';
import { connectEngine, removeOrphans } from '../src/sandbox/engine.js';
import { createUserWithToken } from '../src/users/store.js';
import { type FreshDatabase, freshDatabase } from './support/database.js';
import { canStartEngines, copyImages, createEngineHost, type EngineHost } from './support/engine-host.js';
import { startEngineProxy } from './support/engine-proxy.js';
import { eventually } from './support/eventually.js';
import { log } from './support/log.js';
import { done, end, type Program, serving, settingsOf, startProgram } from './support/processes.js';
import { emptyRedis } from './support/redis.js';
import { doubles, submissionOf } from './support/tiny-exercise.js';

const expected = { accepted: 'accepted', wrongAnswer: 'wrong_answer', dataRace: 'data_race', compileError: 'compile_error' } as const;
const kinds = Object.keys(expected) as (keyof typeof expected)[];
const slots = 2;

const engines = canStartEngines ? 'two Docker engines' : 'one Docker engine (root could start a second) and a proxy of it';

describe(`two hosts with a worker each share a database and a Redis: ${engines}`, () => {
  const home = mkdtempSync(path.join(tmpdir(), 'raceway-hosts-'));
  const sent = new Map<string, keyof typeof expected>();
  const programs: Program[] = [];
  let host: Pick<EngineHost, 'address' | 'start' | 'die' | 'remove'>;
  let database: FreshDatabase;
  let redisUrl = '';
  let token = '';
  let base = '';

  beforeAll(async () => {
    const { images } = readConfig().sandbox;
    if (!images) throw new Error('the sandbox images are not known: run `npm test`, or set SANDBOX_BUILD_IMAGE and SANDBOX_RUN_IMAGE');
    host = canStartEngines ? await engineWith([images.build, images.run]) : await proxy(path.join(home, 'there'));
    redisUrl = await emptyRedis(3);
    database = await freshDatabase();
    token = await createUserWithToken(database.db, 'L', 'learner', 'test');
    await done(start('migrate', 'api'));
    base = await serving(start('api', 'api'));
  }, 240_000);
  afterAll(async () => {
    for (const program of programs) await end(program, 'SIGTERM');
    await host?.remove();
    await database?.drop();
    rmSync(home, { recursive: true });
  });

  /** A process of the real program, and how much it has judged so far. */
  function start(command: 'api' | 'work' | 'migrate', name: string, engine = process.env.DOCKER_HOST) {
    const quick = { STALLED_SECONDS: '2', SWEEP_SECONDS: '1', WORKER_CONCURRENCY: String(slots) };
    const common = settingsOf(path.join(home, name), database.url, redisUrl);
    const program = startProgram(command, { ...common, ...quick, ...(engine && { DOCKER_HOST: engine }) });
    programs.push(program);
    return { ...program, judged: () => program.said().match(/"msg":"judged"/g)?.length ?? 0 };
  }
  async function send(times: number): Promise<void> {
    for (const kind of Array.from({ length: times }, () => kinds).flat()) {
      const reply = await fetch(`${base}/api/v1/submissions`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(submissionOf(doubles[kind])),
      });
      expect(reply.status).toBe(202);
      sent.set(((await reply.json()) as { id: string }).id, kind);
    }
  }
  async function judgesOn(worker: { judged(): number }): Promise<void> {
    const before = worker.judged();
    await eventually('the other host judges on', async () => worker.judged() > before + slots);
  }
  const countIn = (...states: ('compiling' | 'running' | 'judged')[]) => database.db.judgement.count({ where: { state: { in: states } } });

  test('a worker takes nothing while its engine is dead, a host that dies is done without, and each submission is judged once', async () => {
    const here = start('work', 'here');
    const there = start('work', 'there', host.address);
    await send(6);
    await eventually('both hosts judge', async () => here.judged() > 0 && there.judged() > 0);

    await host.die();
    await eventually('the worker whose engine is dead rests', async () => there.said().includes('this worker takes nothing'));
    await judgesOn(here);
    const thereBefore = there.judged();
    await judgesOn(here);
    expect(there.judged()).toBe(thereBefore);

    await host.start();
    await send(6);
    await eventually('the worker whose engine is back judges again', async () => there.judged() > thereBefore);

    // More than one host can judge at once, so that some of it is the other's.
    await eventually('both are at work', async () => (await countIn('compiling', 'running')) > slots);
    await Promise.all([end(there, 'SIGKILL'), host.die()]);
    const hereThen = here.judged();

    await eventually('all are judged', async () => (await countIn('judged')) === sent.size, 100);
    expect(here.judged()).toBeGreaterThan(hereThen);
    for (const [id, kind] of sent) {
      const judgements = await database.db.judgement.findMany({ where: { submissionId: id } });
      expect(judgements).toMatchObject([{ verdict: expected[kind], faults: 0, quarantined: false }]);
      expect(await database.db.submissionEvent.count({ where: { submissionId: id, state: 'judged' } })).toBe(1);
    }

    await end(here, 'SIGTERM');
    const { instance } = readConfig({ RACEWAY_HOME: path.join(home, 'here') }).sandbox;
    expect(await connectEngine().listContainers({ all: true, filters: { label: [`raceway.instance=${instance}`] } })).toEqual([]);
  }, 240_000);
});

async function engineWith(images: string[]): Promise<EngineHost> {
  const host = createEngineHost();
  try {
    await host.start();
    await copyImages(connectEngine(), host.docker, images);
    return host;
  } catch (error) {
    await host.remove();
    throw error;
  }
}

async function proxy(workersHome: string) {
  const { socketPath, up, down, close } = await startEngineProxy();
  const remove = async () => {
    await close();
    // The engine behind it lives, and has what the worker left.
    await removeOrphans(connectEngine(), readConfig({ RACEWAY_HOME: workersHome }).sandbox, log);
  };
  return { address: `unix://${socketPath}`, start: up, die: down, remove };
}
