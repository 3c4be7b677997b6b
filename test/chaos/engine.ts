import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Docker from 'dockerode';
import { eventually } from '../support/eventually.js';

/** A Docker engine that can be killed, and whose disk can be filled. */
export interface OwnEngine {
  /** As DOCKER_HOST. */
  address: string;
  docker: Docker;
  kill(downMs: number): Promise<void>;
  /** It takes connections and requests, and does not answer. */
  hang(ms: number): Promise<void>;
  /** Its disk is full. */
  fill(ms: number): Promise<void>;
}

/**
 * Starts a `dockerd` with everything of its own, so that nobody else's containers suffer; its disk is a small one in memory.
 * @param folder of its own; its path must be short, for there are sockets in it.
 * @param images copied from `source`
 */
export async function startEngine(folder: string, images: string[], source: Docker, ends: (() => Promise<void>)[]): Promise<OwnEngine> {
  const at = (name: string) => path.join(folder, name);
  const data = at('data');
  mkdirSync(data, { recursive: true });
  run('mount', ['-t', 'tmpfs', '-o', 'size=3g,mode=711', 'raceway-chaos', data]);
  const docker = new Docker({ socketPath: at('docker.sock') });
  ends.push(async () => run('umount', [data]));
  let server = start();
  ends.push(async () => {
    const exited = once(server, 'exit');
    server.kill('SIGTERM');
    await exited;
    await endContainerd(at('exec/containerd/containerd.pid'));
  });

  function start(): ChildProcess {
    const log = openSync(at('dockerd.log'), 'a');
    // An empty configuration, lest the machine's own names another data root.
    writeFileSync(at('daemon.json'), '{}');
    const own = {
      '--config-file': at('daemon.json'),
      '--data-root': data,
      '--exec-root': at('exec'),
      '--pidfile': at('docker.pid'),
      '--host': `unix://${at('docker.sock')}`,
    };
    const nothing = ['--bridge=none', '--iptables=false', '--ip6tables=false'];
    const args = Object.entries(own).map(([name, value]) => `${name}=${value}`);
    const child = spawn('dockerd', [...args, ...nothing], { stdio: ['ignore', log, log] });
    closeSync(log);
    return child;
  }
  async function up(): Promise<void> {
    await eventually('the engine answers', () => docker.ping().then(Boolean, () => false), 60);
  }

  await up();
  for (const image of images) {
    const loading = await docker.loadImage(await source.getImage(image).get());
    await new Promise<void>((resolve, reject) => {
      docker.modem.followProgress(loading, (error) => (error ? reject(error) : resolve()));
    });
  }
  return {
    address: `unix://${at('docker.sock')}`,
    docker,
    kill: async (downMs) => {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      await sleep(downMs);
      // It refuses to start while its file names a process that lives; the number may have been given away since.
      rmSync(at('docker.pid'), { force: true });
      server = start();
      await up();
    },
    hang: async (ms) => {
      server.kill('SIGSTOP');
      await sleep(ms);
      server.kill('SIGCONT');
    },
    fill: async (ms) => {
      fill(path.join(data, 'filler'));
      await sleep(ms);
      rmSync(path.join(data, 'filler'));
    },
  };
}

function run(program: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

/** Writes to a file until there is no room. */
function fill(file: string): void {
  const part = Buffer.alloc(1 << 20);
  const filler = openSync(file, 'w');
  try {
    for (;;) writeSync(filler, part);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(filler);
  }
}

/** The engine ends its containerd itself; one that was started by an engine that was killed may be left. */
async function endContainerd(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  if (!isContainerd(pid)) return;
  process.kill(pid, 'SIGTERM');
  await eventually('its containerd ends', async () => !isContainerd(pid), 20);
}

function isContainerd(pid: number): boolean {
  const file = `/proc/${pid}/comm`;
  return existsSync(file) && readFileSync(file, 'utf8').trim() === 'containerd';
}
