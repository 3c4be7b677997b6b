import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Docker from 'dockerode';
import { eventually } from './eventually.js';

const cgroups = '/sys/fs/cgroup';

/** A Docker engine that stands for another host: it can die as a host does, with every process and every mount of its containers. */
export interface EngineHost {
  /** As in DOCKER_HOST. */
  address: string;
  docker: Docker;
  /** Starts the engine, also after its death, when it has its images still. @throws with the end of its log when it does not answer in time. */
  start(): Promise<void>;
  die(): Promise<void>;
  /** Ends it and removes all that it left. */
  remove(): Promise<void>;
}

/** Whether a second engine can be started here. Elsewhere a way to the first one that can be cut stands for it (engine-proxy.ts). */
export const canStartEngines = process.platform === 'linux' && process.getuid?.() === 0;

/**
 * The engine lives in namespaces of its own for processes and mounts: the kernel ends both with its first process; and for the network, since an
 * engine without a bridge removes `docker0`, which would be the first engine's. Needs root, `dockerd` and `unshare`.
 */
export function createEngineHost(): EngineHost {
  const folder = mkdtempSync(path.join(tmpdir(), 'raceway-host-'));
  const parent = path.basename(folder);
  const socketPath = path.join(folder, 'docker.sock');
  const logFile = path.join(folder, 'dockerd.log');
  const execRoot = path.join(folder, 'exec');
  const docker = new Docker({ socketPath });
  let engine: ChildProcess | null = null;

  async function start(): Promise<void> {
    // Names processes of the former engine: in a fresh namespace other ones have their numbers.
    rmSync(execRoot, { recursive: true, force: true });
    rmSync(path.join(folder, 'dockerd.pid'), { force: true });
    const output = openSync(logFile, 'a');
    const dockerd = ['dockerd', '--host', `unix://${socketPath}`, '--data-root', path.join(folder, 'data'), '--exec-root', execRoot];
    const apart = [
      '--pidfile',
      path.join(folder, 'dockerd.pid'),
      '--containerd-namespace',
      parent,
      '--containerd-plugins-namespace',
      `${parent}.p`,
    ];
    const bare = ['--bridge', 'none', '--iptables=false', '--ip6tables=false', '--cgroup-parent', `/${parent}`];
    const ownSpaces = ['unshare', '--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
    // It does not survive this process, even one that is killed.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...ownSpaces, ...dockerd, ...apart, ...bare], {
      stdio: ['ignore', output, output],
    });
    engine = child;
    const failed = once(child, 'exit').then(
      () => true,
      () => true,
    );
    await eventually('the second engine answers', async () => {
      if (await Promise.race([failed, Promise.resolve(false)])) throw new Error(`the second engine did not start:\n${logEnd()}`);
      return docker.ping().then(
        () => true,
        () => false,
      );
    }).catch((error: Error) => {
      throw new Error(`${error.message}\n${logEnd()}`);
    });
  }
  const logEnd = () => readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n');

  async function die(): Promise<void> {
    const child = engine;
    engine = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    await eventually(
      'the second engine is gone',
      async () =>
        !(await docker.ping().then(
          () => true,
          () => false,
        )),
    );
  }

  return {
    address: `unix://${socketPath}`,
    docker,
    start,
    die,
    remove: async () => {
      await die();
      rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
      await eventually('the control groups of the second engine are empty', async () => removeCgroups(parent));
    },
  };
}

/** Of cgroup v2, and of each controller of v1. @returns false while a process is still there. */
function removeCgroups(name: string): boolean {
  const places = [cgroups, ...readdirSync(cgroups).map((controller) => path.join(cgroups, controller))].map((place) =>
    path.join(place, name),
  );
  try {
    for (const place of places.filter((place) => existsSync(place))) removeTree(place);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EBUSY') return false;
    throw error;
  }
}

/** A control group's files are no files that can be removed, only its folders. */
function removeTree(place: string): void {
  for (const entry of readdirSync(place, { withFileTypes: true })) if (entry.isDirectory()) removeTree(path.join(place, entry.name));
  rmdirSync(place);
}

/** Gives an engine the images of another. */
export async function copyImages(from: Docker, to: Docker, names: string[]): Promise<void> {
  for (const name of names) {
    const saved = await from.getImage(name).get();
    const told = await to.loadImage(saved);
    await new Promise<void>((resolve, reject) => {
      to.modem.followProgress(told, (error) => (error ? reject(error) : resolve()));
    });
  }
}
