import { createPool } from '../../src/sandbox/pool.js';
import { createRemover } from '../../src/sandbox/remover.js';
import { type PreparedRun, prepareRun } from '../../src/sandbox/run.js';
import { eventually } from '../support/eventually.js';
import { log } from '../support/log.js';
import { useSandbox } from '../support/sandbox.js';

// Registered before the sandbox's own: jest runs these hooks in the order of their registration.
afterAll(async () => {
  await pool.close();
  await remover.close();
});
const { docker, config } = useSandbox();
const small = { memoryMb: 128, cpus: 1, pids: 64 };
const large = { memoryMb: 256, cpus: 1, pids: 64 };
const remover = createRemover(log);
const image = config.images?.run ?? '';
const pool = createPool(2, (limits) => prepareRun(docker, config, image, limits, remover));

const filters = { label: [`raceway.instance=${config.instance}`, 'raceway.kind=run'] };
const memories = async () => {
  const all = await docker.listContainers({ filters });
  // One that is removed in between is none.
  const each = await Promise.allSettled(all.map((info) => docker.getContainer(info.Id).inspect()));
  const there = each.flatMap((info) => (info.status === 'fulfilled' ? [(info.value.HostConfig.Memory ?? 0) / 1024 / 1024] : []));
  return there.sort((a, b) => a - b);
};

test('keeps as many waiting as it is told, hands out those, and starts one when none has these limits', async () => {
  pool.refill(small);
  await eventually('two are waiting', async () => pool.waiting() === 2);
  const taken: PreparedRun[] = [await pool.take(small), await pool.take(large)];
  expect(pool.waiting()).toBe(1);
  expect(await memories()).toEqual([128, 128, 256]);
  for (const prepared of taken) prepared.discard();
  await eventually('what was given up is removed', async () => (await memories()).length === 1);
});

test('those with limits that were asked for longer ago make room', async () => {
  pool.refill(large);
  await eventually('two large ones are waiting', async () => String(await memories()) === '256,256' && pool.waiting() === 2);
});

test('one that has died while it waited is not handed out', async () => {
  const all = await docker.listContainers({ filters });
  for (const info of all) await docker.getContainer(info.Id).kill();
  await eventually('the pool has noticed', async () => {
    const prepared = await pool.take(large);
    const waits = prepared.isWaiting();
    prepared.discard();
    return waits;
  });
});
