import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ContainerCreateOptions } from 'dockerode';
import { root, type SandboxConfig } from '../config.js';
import type { Manifest } from '../schemas/exercise.js';

const mebibyte = 1024 * 1024;

/** The container labels by which what a killed worker left behind is found again. */
export const labels = {
  instance: 'raceway.instance',
  owner: 'raceway.owner',
  kind: 'raceway.kind',
  judgement: 'raceway.judgement',
} as const;

export interface Limits {
  memoryMb: number;
  cpus: number;
  pids: number;
}

/** What the build container may use. It compiles one submission at a time: the linker of a race binary peaks near 300 MiB. */
export const buildLimits: Limits = { memoryMb: 1536, cpus: 2, pids: 256 };

const seccompProfile = JSON.stringify(JSON.parse(readFileSync(path.join(root, 'sandbox', 'seccomp.json'), 'utf8')));

/** The manifest's limits under the configuration's ceilings. */
export function limitsOf(
  manifest: Pick<Manifest, 'limits'>,
  ceilings: SandboxConfig['ceilings'],
): Limits & {
  runMs: number;
  totalMs: number;
  outputBytes: number;
} {
  const { limits } = manifest;
  return {
    memoryMb: Math.min(limits.memoryMb, ceilings.memoryMb),
    cpus: Math.min(limits.cpus, ceilings.cpus),
    pids: Math.min(limits.pids, ceilings.pids),
    runMs: Math.min(limits.runSeconds, ceilings.runSeconds) * 1000,
    totalMs: Math.min(limits.totalSeconds, ceilings.totalSeconds) * 1000,
    outputBytes: Math.min(limits.outputKb, ceilings.outputKb) * 1024,
  };
}

export function buildContainer(config: SandboxConfig, image: string, owner: string): ContainerCreateOptions {
  return hardened(config, image, owner, 'build', buildLimits, `rw,noexec,nosuid,nodev,mode=1777,size=${512 * mebibyte}`);
}

/**
 * Its /tmp holds the test binary, which must be executable, and counts as memory: hence no size beyond the memory limit.
 * @param judgement for a label, where it is made for one; of those that were started ahead the log says whom they served.
 */
export function runContainer(
  config: SandboxConfig,
  image: string,
  owner: string,
  limits: Limits,
  judgement?: string,
): ContainerCreateOptions {
  const options = hardened(config, image, owner, 'run', limits, `rw,exec,nosuid,nodev,mode=1777,size=${128 * mebibyte}`);
  return judgement ? { ...options, Labels: { ...options.Labels, [labels.judgement]: judgement } } : options;
}

/** Everything that both kinds deny: see docs/decisions.md, "The sandbox". Pure. */
function hardened(
  config: SandboxConfig,
  image: string,
  owner: string,
  kind: 'build' | 'run',
  limits: Limits,
  tmpfs: string,
): ContainerCreateOptions {
  return {
    Image: image,
    Labels: { [labels.instance]: config.instance, [labels.owner]: owner, [labels.kind]: kind },
    Hostname: 'sandbox',
    User: '10001:10001',
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    // When the worker is killed, the engine closes stdin, and the runner ends: no orphan goes on working.
    StdinOnce: true,
    Tty: false,
    // A network namespace of its own with nothing in it. `none` alone would have the engine set that up by programs of its own, which
    // take more processor time than all the rest of a container's start (engine 20.10).
    NetworkDisabled: true,
    HostConfig: {
      ...(config.runtime && { Runtime: config.runtime }),
      NetworkMode: 'none',
      IpcMode: 'private',
      ReadonlyRootfs: true,
      Tmpfs: { '/tmp': tmpfs },
      CapDrop: ['ALL'],
      Privileged: false,
      SecurityOpt: ['no-new-privileges', `seccomp=${seccompProfile}`],
      Memory: limits.memoryMb * mebibyte,
      MemorySwap: limits.memoryMb * mebibyte,
      MemorySwappiness: 0,
      NanoCpus: Math.round(limits.cpus * 1e9),
      PidsLimit: limits.pids,
      Ulimits: [
        { Name: 'core', Soft: 0, Hard: 0 },
        { Name: 'nofile', Soft: 256, Hard: 256 },
      ],
      OomScoreAdj: 500,
      ShmSize: mebibyte,
      LogConfig: { Type: 'none', Config: {} },
      AutoRemove: false,
      RestartPolicy: { Name: 'no' },
    },
  };
}
