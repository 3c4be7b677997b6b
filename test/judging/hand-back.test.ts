import Docker from 'dockerode';
import request from 'supertest';
import { judge } from '../../src/judging/judge.js';
import { work } from '../../src/judging/work.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { useApi } from '../support/api.js';
import { type EngineProxy, startEngineProxy } from '../support/engine-proxy.js';
import { eventually } from '../support/eventually.js';
import { log } from '../support/log.js';
import { useSandbox } from '../support/sandbox.js';
import { storeSubmission } from '../support/stored.js';
import { doubles } from '../support/tiny-exercise.js';

const api = useApi();
const { sandbox, config } = useSandbox();

/** Stores submissions, and enqueues their judgements. */
async function handIn(source: string, times = 1, enqueue = true): Promise<string[]> {
  const ids: string[] = [];
  for (let turn = 1; turn <= times; turn++) {
    const { ticket } = await storeSubmission(api.db, source, turn);
    if (enqueue) await api.queue.add(ticket);
    ids.push(ticket.id);
  }
  return ids;
}
const rowOf = (id: string) => api.db.judgement.findUniqueOrThrow({ where: { id } });
const judged = async (ids: string[]) => (await api.db.judgement.count({ where: { id: { in: ids }, state: 'judged' } })) === ids.length;
const parts = () => ({ db: api.db, queue: api.queue, sandbox, sandboxConfig: config, log });

describe('a worker whose engine goes away', () => {
  let proxy: EngineProxy;
  let worker: Awaited<ReturnType<typeof work>>;
  let far: Sandbox;
  beforeAll(async () => {
    proxy = await startEngineProxy();
    far = createSandbox(new Docker({ socketPath: proxy.socketPath }), config, log, 2);
    worker = await work({ ...parts(), sandbox: far }, { slots: 2, sweepSeconds: 60 });
  });
  afterAll(async () => {
    await worker.stop(0);
    await far.close();
    await proxy.close();
  });

  test('hands back what it judges, takes nothing until the engine answers again, and no try counts', async () => {
    const ids = await handIn(doubles.accepted, 6);
    await eventually('something is being judged', async () => (await api.db.judgement.count({ where: { state: 'running' } })) > 0);
    await proxy.down();
    await eventually('all are queued again', async () =>
      (await api.db.judgement.findMany({ where: { id: { in: ids } } })).every((row) => row.state === 'queued' || row.state === 'judged'),
    );
    const triesThen = await api.db.judgement.aggregate({ _sum: { tries: true }, where: { id: { in: ids } } });
    // Another worker, with an engine, would have these now; this one leaves them alone however long it takes.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(await api.db.judgement.aggregate({ _sum: { tries: true }, where: { id: { in: ids } } })).toEqual(triesThen);
    await proxy.up();
    await eventually('all are judged', () => judged(ids));
    for (const id of ids) expect(await rowOf(id)).toMatchObject({ verdict: 'accepted', faults: 0, quarantined: false });
  });

  test('judges everything right when the engine took requests for a while without an answer, and then broke off', async () => {
    const ids = await handIn(doubles.wrongAnswer, 4);
    await eventually('something is being judged', async () => (await api.db.judgement.count({ where: { state: 'running' } })) > 0);
    proxy.hang();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await proxy.up();
    await eventually('all are judged', () => judged(ids));
    for (const id of ids) expect(await rowOf(id)).toMatchObject({ verdict: 'wrong_answer', quarantined: false });
  });
});

test('a worker that is stopped hands back at once what it has not finished, and another worker judges it', async () => {
  const first = await work(parts(), { slots: 2, sweepSeconds: 60 });
  const [id = ''] = await handIn(doubles.busyLoop);
  await eventually('it runs', async () => (await rowOf(id)).state === 'running');
  await first.stop(0);
  expect(await rowOf(id)).toMatchObject({ state: 'queued', tries: 1, handedBack: 1, faults: 0 });
  const second = await work(parts(), { slots: 2, sweepSeconds: 60 });
  await eventually('the other has taken it', async () => (await rowOf(id)).tries === 2);
  await second.stop(60_000);
  expect(await rowOf(id)).toMatchObject({ verdict: 'time_limit_exceeded', tries: 2 });
});

describe('a judgement whose worker has died', () => {
  async function withDeaths(deaths: number): Promise<string> {
    const [id = ''] = await handIn(doubles.accepted, 1, false);
    // As takeUp() leaves it when nothing follows.
    await api.db.judgement.update({ where: { id }, data: { tries: deaths, state: 'running' } });
    return id;
  }

  test('twice is judged, but not beside others', async () => {
    const id = await withDeaths(2);
    expect(await judge(parts(), id, { suspects: false })).toBe('suspect');
    expect(await rowOf(id)).toMatchObject({ state: 'running', tries: 2 });
    expect(await judge(parts(), id)).toBe('done');
    expect(await rowOf(id)).toMatchObject({ verdict: 'accepted', tries: 3, quarantined: false });
  });

  test('three times is judge_error without a fourth try, quarantined, and listed for staff', async () => {
    const id = await withDeaths(3);
    await judge(parts(), id);
    expect(await rowOf(id)).toMatchObject({ verdict: 'judge_error', score: null, quarantined: true });
    const { body } = await request(api.app)
      .get('/api/v1/submissions')
      .query({ user: 'all', verdict: 'judge_error' })
      .set('Authorization', `Bearer ${api.tokens.instructor}`);
    const { submissionId } = await rowOf(id);
    expect(body.items).toEqual([expect.objectContaining({ id: submissionId, verdict: 'judge_error', quarantined: true })]);
  });
});

test('a fault with a sandbox that is fit counts, and the fifth is judge_error', async () => {
  const [id = ''] = await handIn(doubles.accepted, 1, false);
  // The manifest cannot be read: whoever judges it, it fails.
  const { exerciseVersion } = await rowOf(id);
  const digest = `broken-${exerciseVersion}`;
  await api.db.exerciseVersion.create({ data: { digest, slug: 'tiny', manifest: {}, statement: '', files: {} } });
  await api.db.judgement.update({ where: { id }, data: { exerciseVersion: digest } });
  for (let faults = 1; faults < 5; faults++) {
    await expect(judge(parts(), id)).rejects.toThrow();
    expect(await rowOf(id)).toMatchObject({ state: 'queued', tries: faults, faults, handedBack: 0 });
  }
  await judge(parts(), id);
  expect(await rowOf(id)).toMatchObject({ verdict: 'judge_error', score: null, quarantined: false });
});
