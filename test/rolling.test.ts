import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../src/config.js';
import { connectEngine } from '../src/sandbox/engine.js';
import { createUserWithToken } from '../src/users/store.js';
import { type FreshDatabase, freshDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { done, end, type Program, serving, settingsOf, startProgram, working } from './support/processes.js';
import { emptyRedis } from './support/redis.js';
import { doubles, submissionOf } from './support/tiny-exercise.js';

const home = mkdtempSync(path.join(tmpdir(), 'raceway-rolling-'));
const programs: Program[] = [];
let database: FreshDatabase;
let headers: Record<string, string>;
let env: Record<string, string | undefined>;

beforeAll(async () => {
  database = await freshDatabase();
  const token = await createUserWithToken(database.db, 'L', 'learner', 'test');
  headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  env = {
    ...settingsOf(home, database.url, await emptyRedis(6)),
    WORKER_CONCURRENCY: '2',
    QUEUE_PER_LEARNER: '1000',
    DRAIN_SECONDS: '3',
    GRACE_SECONDS: '0',
    LOG_LEVEL: 'warn',
  };
  await done(start('migrate'));
});
afterAll(async () => {
  for (const program of programs) await end(program, 'SIGKILL');
  await database.drop();
  rmSync(home, { recursive: true });
});

function start(command: 'api' | 'work' | 'migrate'): Program {
  const program = startProgram(command, env);
  programs.push(program);
  return program;
}

/** Sends to those that say that they are ready, as a load balancer does. */
function balance() {
  const ready = new Set<string>();
  const stop = new AbortController();
  async function look(base: string): Promise<void> {
    while (!stop.signal.aborted) {
      const isReady = await fetch(`${base}/readyz`).then(
        async (reply) => (await reply.text()) !== '' && reply.status === 200,
        () => false,
      );
      if (isReady) ready.add(base);
      else ready.delete(base);
      await sleep(100);
    }
  }
  const looks: Promise<void>[] = [];
  let turn = 0;
  return {
    add: (base: string) => void looks.push(look(base)),
    next: () => eventually('some API is ready', async () => [...ready][turn++ % ready.size] ?? null),
    close: async () => {
      stop.abort();
      await Promise.all(looks);
    },
  };
}

test('every process is restarted in turn under load, and no request fails, no stream breaks off, and every 202 is judged', async () => {
  const balancer = balance();
  const apis = [start('api'), start('api')];
  for (const api of apis) balancer.add(await serving(api));
  const over = new AbortController();
  const failures: string[] = [];
  const note = (what: string) => (error: Error) => void failures.push(`${what}: ${error.message} ${(error.cause as Error)?.message ?? ''}`);
  const taken: string[] = [];
  let reads = 0;
  let reconnections = 0;

  async function read(): Promise<void> {
    while (!over.signal.aborted) {
      const base = await balancer.next();
      await fetch(`${base}/api/v1/exercises`, { headers })
        .then(async (reply) => {
          if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
          await reply.text();
          reads++;
        })
        .catch(note('read'));
      await sleep(50);
    }
  }
  async function post(): Promise<void> {
    while (!over.signal.aborted) {
      const base = await balancer.next();
      await fetch(`${base}/api/v1/submissions`, { method: 'POST', headers, body: JSON.stringify(submissionOf(doubles.wrongAnswer)) })
        .then(async (reply) => {
          if (reply.status !== 202) throw new Error(`${reply.status} ${await reply.text()}`);
          const { id } = (await reply.json()) as { id: string };
          taken.push(id);
          streams.push(watch(id).catch(note('stream')));
        })
        .catch(note('post'));
      await sleep(1000);
    }
  }
  /** As an EventSource does: after each end it goes on where it was, until the verdict. */
  async function watch(id: string): Promise<void> {
    let last = '0';
    for (;;) {
      const reply = await fetch(`${await balancer.next()}/api/v1/submissions/${id}/events`, {
        headers: { ...headers, 'Last-Event-ID': last },
      });
      const text = await reply.text();
      last = [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? last;
      if (text.includes('"state":"judged"')) return;
      reconnections++;
    }
  }

  const streams: Promise<void>[] = [];
  const load = [read(), read(), read(), post()];
  // Without a worker at first: what is handed in waits, and so do those who watch, beyond the end of their API.
  for (const old of apis) {
    balancer.add(await serving(start('api')));
    expect(await end(old, 'SIGTERM')).toBe(0);
  }
  const workers = [start('work'), start('work')];
  for (const worker of workers) await working(worker);
  for (const old of workers) {
    const next = start('work');
    await working(next);
    await eventually('something is being judged', async () => (await database.db.judgement.count({ where: { state: 'running' } })) > 0);
    expect(await end(old, 'SIGTERM')).toBe(0);
  }
  over.abort();
  await Promise.all(load);
  await eventually('all are judged', async () => (await database.db.judgement.count({ where: { state: 'judged' } })) === taken.length);
  await Promise.all(streams);
  await balancer.close();

  expect(failures).toEqual([]);
  expect(reads).toBeGreaterThan(0);
  expect(reconnections).toBeGreaterThan(0);
  const rows = await database.db.judgement.findMany();
  expect(rows).toHaveLength(taken.length);
  // No try ended with its worker's death: each was finished or handed back.
  for (const row of rows) expect(row).toMatchObject({ verdict: 'wrong_answer', faults: 0, tries: row.handedBack + 1 });

  for (const program of programs) await end(program, 'SIGTERM');
  const filters = { label: [`raceway.instance=${readConfig({ RACEWAY_HOME: home }).sandbox.instance}`] };
  expect(await connectEngine().listContainers({ all: true, filters })).toEqual([]);
}, 180_000);
