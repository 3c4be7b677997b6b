import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import Docker from 'dockerode';
import { SandboxError } from '../../src/errors.js';
import { buildContainer } from '../../src/sandbox/container.js';
import { removeOrphans } from '../../src/sandbox/engine.js';
import { createSandbox } from '../../src/sandbox/sandbox.js';
import { eventually } from '../support/eventually.js';
import { log } from '../support/log.js';
import { useSandbox } from '../support/sandbox.js';
import { tinyExercise } from '../support/tiny-exercise.js';

const { docker, config, sandbox } = useSandbox();
const limits = { memoryMb: 128, cpus: 1, pids: 64 };
const own = () => docker.listContainers({ all: true, filters: { label: [`raceway.instance=${config.instance}`] } });

const request = {
  kind: 'build' as const,
  learner: { 'double.go': 'package exercise\n\nfunc Double(n int) int { return 2 * n }\n' },
  given: { 'api_test.go': tinyExercise.starter['api_test.go'] ?? '' },
  tests: { ...tinyExercise.tests },
  testNames: ['TestSecret'],
  imports: ['time'],
  writesTests: false,
  perturb: false,
  limits: { wallMs: 20_000 },
};

// Another source each time, for the same one is not built again.
const another = (mark: string) => ({ ...request, learner: { 'double.go': `${request.learner['double.go']}// ${mark}\n` } });

test('a build container that is killed at work is a fault of ours, and the next build has a new one', async () => {
  await sandbox.build(request);
  const [info] = await own();
  const container = docker.getContainer(info?.Id ?? '');
  await container.pause();
  const outcome = expect(sandbox.build(another('at work'))).rejects.toThrow(SandboxError);
  await container.kill();
  await outcome;
  expect((await sandbox.build(another('next'))).report.status).toBe('built');
});

test('a build container that has ended while it was idle is replaced, and no build fails for it', async () => {
  await sandbox.build(request);
  const [info] = await docker.listContainers({ filters: { label: [`raceway.instance=${config.instance}`, 'raceway.kind=build'] } });
  const container = docker.getContainer(info?.Id ?? '');
  await container.kill();
  await eventually('its end has reached the driver', async () => (await container.inspect()).State.Status === 'exited');
  expect((await sandbox.build(another('after its end'))).report.status).toBe('built');
});

test('a sandbox is fit while its engine starts containers, and unfit when it does not answer or cannot start them', async () => {
  expect(await sandbox.isFit()).toBe(true);
  const missing = createSandbox(docker, { ...config, images: { build: 'raceway-build:missing', run: 'raceway-run:missing' } }, log);
  expect(await missing.isFit()).toBe(false);
  const nowhere = createSandbox(new Docker({ socketPath: '/nowhere.sock' }), config, log);
  expect(await nowhere.isFit()).toBe(false);
});

test('a run container that is killed while it runs is a fault of ours, and is removed', async () => {
  const sleeper = 'package exercise\n\nimport "time"\n\nfunc Double(n int) int {\n\ttime.Sleep(time.Minute)\n\treturn 2 * n\n}\n';
  const { binary } = await sandbox.build({ ...request, learner: { 'double.go': sleeper } });
  const prepared = await sandbox.prepareRun(limits);
  const [container] = await docker.listContainers({ filters: { label: [`raceway.instance=${config.instance}`, 'raceway.kind=run'] } });
  const running = prepared.run(
    {
      testNames: ['TestSecret'],
      schedules: [[{ procs: 1, repetitions: 1, seed: 0 }]],
      leftovers: 'allowed',
      limits: { runMs: 20_000, totalMs: 20_000, outputBytes: 1024 },
    },
    binary ?? Buffer.alloc(0),
  );
  const outcome = expect(running).rejects.toThrow(SandboxError);
  await docker.getContainer(container?.Id ?? '').kill();
  await outcome;
  await eventually('only the build container is left', async () => (await own()).every((info) => info.Labels['raceway.kind'] === 'build'));
});

test('a run container that hangs, its runner too, is given up from outside, and removed', async () => {
  const { binary } = await sandbox.build(request);
  const prepared = await sandbox.prepareRun(limits);
  const [container] = await docker.listContainers({ filters: { label: [`raceway.instance=${config.instance}`, 'raceway.kind=run'] } });
  await docker.getContainer(container?.Id ?? '').pause();
  const running = prepared.run(
    {
      testNames: ['TestSecret'],
      schedules: [[{ procs: 1, repetitions: 1, seed: 0 }]],
      leftovers: 'allowed',
      limits: { runMs: 500, totalMs: 500, outputBytes: 1024 },
    },
    binary ?? Buffer.alloc(0),
  );
  await expect(running).rejects.toThrow(/did not end within/);
  await eventually('only the build container is left', async () => (await own()).every((info) => info.Labels['raceway.kind'] === 'build'));
});

test('a binary that is not one is a fault of ours', async () => {
  const prepared = await sandbox.prepareRun(limits);
  const garbage = prepared.run(
    {
      testNames: ['TestSecret'],
      schedules: [[{ procs: 1, repetitions: 1, seed: 0 }]],
      leftovers: 'allowed',
      limits: { runMs: 2000, totalMs: 4000, outputBytes: 1024 },
    },
    Buffer.from('not a program'),
  );
  await expect(garbage).rejects.toThrow(SandboxError);
});

test('an image that is missing is a fault of ours, and says its name', async () => {
  const missing = createSandbox(docker, { ...config, images: { build: 'raceway-build:missing', run: 'raceway-run:missing' } }, log);
  await expect(missing.build(request)).rejects.toThrow(/raceway-build:missing/);
  await expect(missing.prepareRun(limits)).rejects.toThrow(/raceway-run:missing/);
});

test('containers of a dead process, also one with our number, are removed as orphans, those of a living one are not', async () => {
  const dead = spawn('true');
  await once(dead, 'exit');
  const image = config.images?.build ?? '';
  const orphan = await docker.createContainer(buildContainer(config, image, `${hostname()}/${dead.pid}`));
  await orphan.start();
  const predecessors = await docker.createContainer(buildContainer(config, image, `${hostname()}/${process.pid}/before`));
  const kept = await docker.createContainer(buildContainer(config, image, `${hostname()}/${process.ppid}`));
  expect(await removeOrphans(docker, config, log)).toBe(2);
  const ids = (await own()).map((info) => info.Id);
  expect(ids).toContain(kept.id);
  expect(ids).not.toContain(orphan.id);
  expect(ids).not.toContain(predecessors.id);
  await kept.remove({ force: true });
});
