import { text } from 'node:stream/consumers';
import type { ContainerCreateOptions, ContainerInspectInfo } from 'dockerode';
import { buildContainer, type Limits, limitsOf, runContainer } from '../../src/sandbox/container.js';
import { eventually } from '../support/eventually.js';
import { useSandbox } from '../support/sandbox.js';
import { doubles, tinyExercise } from '../support/tiny-exercise.js';

const { docker, config, sandbox } = useSandbox();
const limits: Limits = { memoryMb: 192, cpus: 1.5, pids: 77 };

/** The build image, since the other has no program to look with. */
const image = config.images?.build ?? '';

/** What a container prints that is made so, and ends. */
async function outputOf(options: ContainerCreateOptions): Promise<string> {
  const container = await docker.createContainer({ ...options, Tty: true });
  try {
    const output = text(await container.attach({ stream: true, stdout: true, stderr: true }));
    await container.start();
    return (await output).replaceAll('\r', '');
  } finally {
    await container.remove({ force: true });
  }
}

async function live(kind: 'build' | 'run'): Promise<ContainerInspectInfo> {
  const filters = { label: [`raceway.instance=${config.instance}`, `raceway.kind=${kind}`] };
  const [found] = await docker.listContainers({ filters });
  if (!found) throw new Error(`no ${kind} container is running`);
  return docker.getContainer(found.Id).inspect();
}

describe.each(['build', 'run'] as const)('a live %s container', (kind) => {
  let info: ContainerInspectInfo;
  let discard = () => {};
  beforeAll(async () => {
    if (kind === 'build') {
      await sandbox.warmUp(limits);
    } else {
      const prepared = await sandbox.prepareRun(limits);
      discard = () => prepared.discard();
    }
    info = await live(kind);
  });
  afterAll(() => discard());

  test('is running', () => expect(info.State.Running).toBe(true));
  test('has no network', () => {
    expect(info.HostConfig.NetworkMode).toBe('none');
    expect(Object.keys(info.NetworkSettings.Networks ?? {})).toEqual([]);
  });
  test('sees of networks only a loopback of its own', async () => {
    const make = kind === 'build' ? buildContainer(config, image, 'test') : runContainer(config, image, 'test', limits);
    const seen = await outputOf({ ...make, Entrypoint: ['sh', '-c', 'ls /sys/class/net; cat /proc/net/dev'] });
    expect(seen).toMatch(/^lo\n/);
    expect(seen.match(/^ *\w+:.*/gm)).toEqual([expect.stringMatching(/^ *lo:( +0)+$/)]);
  });
  test('has a read-only root', () => expect(info.HostConfig.ReadonlyRootfs).toBe(true));
  test('writes only to a small tmpfs, nosuid and nodev', () => {
    const options = info.HostConfig.Tmpfs?.['/tmp']?.split(',');
    expect(Object.keys(info.HostConfig.Tmpfs ?? {})).toEqual(['/tmp']);
    expect(options).toEqual(expect.arrayContaining(['nosuid', 'nodev', expect.stringMatching(/^size=\d+$/)]));
    expect(options).toContain(kind === 'build' ? 'noexec' : 'exec');
  });
  test('sees nothing of the host', () => {
    expect(info.Mounts.filter((mount) => mount.Type !== 'tmpfs')).toEqual([]);
    expect(info.HostConfig.Binds ?? []).toEqual([]);
    expect(info.HostConfig.Devices ?? []).toEqual([]);
    expect(info.HostConfig.PidMode).toBe('');
  });
  test('has no capabilities and can gain none', () => {
    expect(info.HostConfig.CapDrop).toEqual(['ALL']);
    expect(info.HostConfig.CapAdd ?? []).toEqual([]);
    expect(info.HostConfig.Privileged).toBe(false);
    expect(info.HostConfig.SecurityOpt).toContain('no-new-privileges');
  });
  test('is not root', () => expect(info.Config.User).toBe('10001:10001'));
  test('has our seccomp profile, which denies what it does not name', () => {
    const option = info.HostConfig.SecurityOpt?.find((each: string) => each.startsWith('seccomp=')) ?? '';
    const profile = JSON.parse(option.slice('seccomp='.length)) as {
      defaultAction: string;
      syscalls: { names: string[]; action: string }[];
    };
    expect(profile.defaultAction).toBe('SCMP_ACT_ERRNO');
    const allowed = profile.syscalls.filter((rule) => rule.action === 'SCMP_ACT_ALLOW').flatMap((rule) => rule.names);
    for (const name of [
      'socket',
      'ptrace',
      'mount',
      'bpf',
      'unshare',
      'setns',
      'keyctl',
      'userfaultfd',
      'io_uring_setup',
      'process_vm_readv',
    ]) {
      expect(allowed).not.toContain(name);
    }
  });
  test('has limits on memory, without swap, on processors, processes and files, and dumps no core', () => {
    const wanted = kind === 'run' ? limits : { memoryMb: 1536, cpus: 2, pids: 256 };
    expect(info.HostConfig.Memory).toBe(wanted.memoryMb * 1024 * 1024);
    expect(info.HostConfig.MemorySwap).toBe(info.HostConfig.Memory);
    expect(info.HostConfig.NanoCpus).toBe(wanted.cpus * 1e9);
    expect(info.HostConfig.PidsLimit).toBe(wanted.pids);
    const ulimits = Object.fromEntries((info.HostConfig.Ulimits ?? []).map((each) => [each.Name, each.Hard]));
    expect(ulimits).toEqual({ core: 0, nofile: 256 });
  });
  test('shares no IPC', () => expect(info.HostConfig.IpcMode).toBe('private'));
  test('logs nothing on the host, and carries our labels', () => {
    expect(info.HostConfig.LogConfig?.Type).toBe('none');
    expect(info.Config.Labels).toMatchObject({ 'raceway.instance': config.instance, 'raceway.kind': kind });
  });
});

test('the run image has no shell and no toolchain', async () => {
  for (const program of ['/bin/sh', '/bin/bash', '/usr/local/go/bin/go', '/usr/bin/env']) {
    const container = await docker.createContainer({
      Image: config.images?.run ?? '',
      Entrypoint: [program],
      Labels: { 'raceway.instance': config.instance },
      HostConfig: { NetworkMode: 'none' },
    });
    await expect(container.start()).rejects.toThrow(/no such file|not found/);
    await container.remove({ force: true });
  }
});

test('the configuration has ceilings over what a manifest asks', () => {
  const ceilings = { memoryMb: 100, cpus: 1, pids: 50, runSeconds: 2, totalSeconds: 3, outputKb: 8 };
  const generous = {
    ...tinyExercise.manifest.limits,
    memoryMb: 4096,
    cpus: 64,
    pids: 4096,
    runSeconds: 60,
    totalSeconds: 600,
    outputKb: 10_000,
  };
  expect(limitsOf({ limits: generous }, ceilings)).toEqual({
    memoryMb: 100,
    cpus: 1,
    pids: 50,
    runMs: 2000,
    totalMs: 3000,
    outputBytes: 8192,
  });
  expect(limitsOf(tinyExercise.manifest, { ...ceilings, memoryMb: 9999 }).memoryMb).toBe(256);
});

test('every submission has a fresh container, removed when it has run', async () => {
  const filters = { label: [`raceway.instance=${config.instance}`, 'raceway.kind=run'] };
  const seen = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const prepared = await sandbox.prepareRun(limits);
    seen.add((await live('run')).Id);
    const { binary } = await sandbox.build(buildRequest(doubles.accepted));
    if (!binary) throw new Error('it did not compile');
    const { schedules } = await prepared.run(runRequest, binary);
    expect(schedules[0].runs.map((run) => run.complete)).toEqual([true]);
    await eventually('the container is gone', async () => (await docker.listContainers({ all: true, filters })).length === 0);
  }
  expect(seen.size).toBe(3);
});

const runRequest = {
  testNames: ['TestDouble', 'TestSecret'],
  schedules: [[{ procs: 2, repetitions: 1, seed: 0 }]],
  leftovers: 'allowed' as const,
  limits: { runMs: 4000, totalMs: 8000, outputBytes: 65_536 },
};

function buildRequest(source: string) {
  const { starter, tests } = tinyExercise;
  return {
    kind: 'build' as const,
    learner: { 'double.go': source },
    given: { 'api_test.go': starter['api_test.go'] ?? '' },
    tests: { 'double_test.go': starter['double_test.go'] ?? '', ...tests },
    testNames: runRequest.testNames,
    imports: [],
    writesTests: false,
    perturb: false,
    limits: { wallMs: 20_000 },
  };
}
