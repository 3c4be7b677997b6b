import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../src/config.js';
import { connectEngine } from '../src/sandbox/engine.js';
import { createUserWithToken } from '../src/users/store.js';
import { type FreshDatabase, freshDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { done, end, type Program, serving, settingsOf, startProgram } from './support/processes.js';
import { emptyRedis } from './support/redis.js';
import { doubles, submissionOf } from './support/tiny-exercise.js';

const expected = { accepted: 'accepted', wrongAnswer: 'wrong_answer', dataRace: 'data_race', compileError: 'compile_error' } as const;
const kinds = Object.keys(expected) as (keyof typeof expected)[];

describe.each([
  ['PostgreSQL', async () => ''],
  ['Redis', () => emptyRedis(2)],
])('what was answered 202 is judged, whatever is killed meanwhile (queue on %s)', (_name, prepareRedis) => {
  const home = mkdtempSync(path.join(tmpdir(), 'raceway-recovery-'));
  const programs: Program[] = [];
  let database: FreshDatabase;
  let token = '';
  let redisUrl = '';
  beforeAll(async () => {
    redisUrl = await prepareRedis();
    database = await freshDatabase();
    token = await createUserWithToken(database.db, 'L', 'learner', 'test');
    await done(start('migrate'));
  });
  afterAll(async () => {
    for (const program of programs) await end(program, 'SIGTERM');
    await database.drop();
    rmSync(home, { recursive: true });
  });

  function start(command: 'api' | 'work' | 'migrate'): Program {
    const quick = { STALLED_SECONDS: '2', SWEEP_SECONDS: '1', WORKER_CONCURRENCY: '2', LOG_LEVEL: 'warn' };
    const program = startProgram(command, { ...settingsOf(home, database.url, redisUrl), ...quick });
    programs.push(program);
    return program;
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
    await end(worker, 'SIGKILL');

    await end(api, 'SIGKILL');
    api = start('api');
    base = await serving(api);
    for (const kind of kinds) sent.set(await post(base, kind), kind);
    worker = start('work');
    await eventually('something more is judged', async () => (await inState('judged')) > 0);
    await Promise.all([end(worker, 'SIGKILL'), end(api, 'SIGKILL')]);

    worker = start('work');
    await eventually('all are judged', async () => (await inState('judged')) === sent.size, 100);
    for (const [id, kind] of sent) {
      const judgements = await database.db.judgement.findMany({ where: { submissionId: id } });
      expect(judgements.map((judgement) => judgement.verdict)).toEqual([expected[kind]]);
      expect(await database.db.submissionEvent.count({ where: { submissionId: id, state: 'judged' } })).toBe(1);
    }

    await end(worker, 'SIGTERM');
    const filters = { label: [`raceway.instance=${readConfig({ RACEWAY_HOME: home }).sandbox.instance}`] };
    expect(await connectEngine().listContainers({ all: true, filters })).toEqual([]);
  }, 240_000);
});
