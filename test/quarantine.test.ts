import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../src/config.js';
import { createQueue, type JudgementQueue } from '../src/queue.js';
import { createUserWithToken } from '../src/users/store.js';
import { type FreshDatabase, freshDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { log } from './support/log.js';
import { done, end, type Program, settingsOf, startProgram } from './support/processes.js';
import { emptyRedis } from './support/redis.js';
import { storeSubmission } from './support/stored.js';
import { doubles } from './support/tiny-exercise.js';

const home = mkdtempSync(path.join(tmpdir(), 'raceway-quarantine-'));
const programs: Program[] = [];
let database: FreshDatabase;
let queue: JudgementQueue;
let env: Record<string, string | undefined>;

beforeAll(async () => {
  database = await freshDatabase();
  const redisUrl = await emptyRedis(7);
  queue = createQueue({ redisUrl, worker: readConfig().worker }, database.url, log);
  env = {
    ...settingsOf(home, database.url, redisUrl),
    STALLED_SECONDS: '1',
    WORKER_CONCURRENCY: '2',
    LOG_LEVEL: 'error',
  };
  await done(start('migrate'));
});
afterAll(async () => {
  for (const program of programs) await end(program, 'SIGTERM');
  await queue.close();
  await database.drop();
  rmSync(home, { recursive: true });
});

function start(command: 'work' | 'migrate'): Program {
  const program = startProgram(command, env);
  programs.push(program);
  return program;
}
async function handIn(source: string, turn: number): Promise<string> {
  const { db } = database;
  await createUserWithToken(db, 'L', 'learner', 'test');
  const { ticket } = await storeSubmission(db, source, turn);
  await queue.add(ticket);
  return ticket.id;
}
const rowOf = (id: string) => database.db.judgement.findUniqueOrThrow({ where: { id } });

test('a submission whose worker dies three times is not taken up again, and one that was judged beside it is judged', async () => {
  const bad = await handIn(doubles.busyLoop, 1);
  const beside = await handIn(`${doubles.busyLoop}// beside\n`, 1);
  for (let deaths = 1; deaths <= 3; deaths++) {
    const worker = start('work');
    await eventually(`it runs for the ${deaths}. time`, async () => {
      const row = await rowOf(bad);
      return row.state === 'running' && row.tries === deaths;
    });
    await end(worker, 'SIGKILL');
  }
  const worker = start('work');
  await eventually('both have ended', async () => (await rowOf(bad)).state === 'judged' && (await rowOf(beside)).state === 'judged');
  expect(await rowOf(bad)).toMatchObject({ verdict: 'judge_error', quarantined: true, tries: 4, faults: 0, handedBack: 0 });
  expect(await rowOf(beside)).toMatchObject({ verdict: 'time_limit_exceeded', quarantined: false });
  expect(worker.said()).toContain('quarantined');
}, 180_000);
