import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig, root } from '../src/config.js';
import { connectEngine } from '../src/sandbox/engine.js';
import { createUserWithToken } from '../src/users/store.js';
import { type FreshDatabase, freshDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { emptyRedis } from './support/redis.js';
import { doubles, fixtureExercises, submissionOf } from './support/tiny-exercise.js';

const expected = { accepted: 'accepted', wrongAnswer: 'wrong_answer', dataRace: 'data_race', compileError: 'compile_error' } as const;
const kinds = Object.keys(expected) as (keyof typeof expected)[];

describe.each([
  ['PostgreSQL', async () => ''],
  ['Redis', () => emptyRedis(2)],
])('what was answered 202 is judged, whatever is killed meanwhile (queue on %s)', (_name, prepareRedis) => {
  const home = mkdtempSync(path.join(tmpdir(), 'raceway-recovery-'));
  const processes: ChildProcess[] = [];
  let database: FreshDatabase;
  let token = '';
  let redisUrl = '';
  beforeAll(async () => {
    redisUrl = await prepareRedis();
    database = await freshDatabase();
    token = await createUserWithToken(database.db, 'L', 'learner', 'test');
    await once(start('migrate'), 'exit');
  });
  afterAll(async () => {
    for (const child of processes) await kill(child, 'SIGTERM');
    await database.drop();
    rmSync(home, { recursive: true });
  });

  /** A process of the real program, with the same settings each time, as `npm start` would run it. */
  function start(command: 'api' | 'work' | 'migrate'): ChildProcess {
    const { images } = readConfig().sandbox;
    const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), command], {
      env: {
        PATH: process.env.PATH,
        RACEWAY_HOME: home,
        PORT: '0',
        DATABASE_URL: database.url,
        REDIS_URL: redisUrl,
        EXERCISES_DIR: fixtureExercises,
        SANDBOX_BUILD_IMAGE: images?.build,
        SANDBOX_RUN_IMAGE: images?.run,
        STALLED_SECONDS: '2',
        SWEEP_SECONDS: '1',
        WORKER_CONCURRENCY: '2',
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    processes.push(child);
    return child;
  }
  async function serving(api: ChildProcess): Promise<string> {
    let said = '';
    api.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    return eventually('the API serves', async () => /serving at (\S+)/.exec(said)?.[1] ?? null);
  }
  async function post(base: string, kind: keyof typeof expected): Promise<string> {
    const reply = await fetch(`${base}/api/v1/submissions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(submissionOf(doubles[kind])),
    });
    expect(reply.status).toBe(202);
    return ((await reply.json()) as { id: string }).id;
  }
  const inState = (...states: ('compiling' | 'running' | 'judged')[]) => database.db.judgement.count({ where: { state: { in: states } } });

  test('the worker in the middle of judging, then the API, then both', async () => {
    let api = start('api');
    let base = await serving(api);
    const sent = new Map<string, keyof typeof expected>();
    for (const kind of [...kinds, ...kinds]) sent.set(await post(base, kind), kind);

    let worker = start('work');
    await eventually('something is being judged', async () => (await inState('compiling', 'running')) > 0);
    await kill(worker, 'SIGKILL');

    await kill(api, 'SIGKILL');
    api = start('api');
    base = await serving(api);
    for (const kind of kinds) sent.set(await post(base, kind), kind);
    worker = start('work');
    await eventually('something more is judged', async () => (await inState('judged')) > 0);
    await Promise.all([kill(worker, 'SIGKILL'), kill(api, 'SIGKILL')]);

    worker = start('work');
    await eventually('all are judged', async () => (await inState('judged')) === sent.size, 100);
    for (const [id, kind] of sent) {
      const judgements = await database.db.judgement.findMany({ where: { submissionId: id } });
      expect(judgements.map((judgement) => judgement.verdict)).toEqual([expected[kind]]);
      expect(await database.db.submissionEvent.count({ where: { submissionId: id, state: 'judged' } })).toBe(1);
    }

    await kill(worker, 'SIGTERM');
    const filters = { label: [`raceway.instance=${readConfig({ RACEWAY_HOME: home }).sandbox.instance}`] };
    expect(await connectEngine().listContainers({ all: true, filters })).toEqual([]);
  }, 240_000);
});

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
