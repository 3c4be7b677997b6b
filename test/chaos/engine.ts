import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Docker from 'dockerode';
import { copyImages } from '../support/engine-host.js';
import { eventually } from '../support/eventually.js';
import { isAlive } from '../support/processes.js';

const diskBytes = 4 * 1024 ** 3;

/** A Docker engine of our own, on a small disk of its own: nobody else minds what happens to it. */
export interface Engine {
  address: string;
  docker: Docker;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it where it stands: it takes connections and answers nothing. */
  freeze(): void;
  thaw(): void;
  fillDisk(): void;
  emptyDisk(): void;
  stop(): Promise<void>;
}

/**
 * Needs root, `dockerd`, `mkfs.ext4` and a loop device, and Linux.
 * @param images those to take over from the engine that is in use here.
 */
export async function startEngine(home: string, images: string[]): Promise<Engine> {
  const disk = path.join(home, 'disk');
  const run = path.join(home, 'run');
  const socketPath = path.join(run, 'docker.sock');
  const docker = new Docker({ socketPath });
  const filler = path.join(disk, 'filler');
  mkdirSync(disk, { recursive: true });
  mkdirSync(run);
  const file = path.join(home, 'disk.ext4');
  writeFileSync(file, '');
  truncateSync(file, diskBytes);
  execFileSync('mkfs.ext4', ['-q', '-F', file]);
  execFileSync('mount', ['-o', 'loop', file, disk]);

  const containerd = path.join(run, 'exec', 'containerd', 'containerd.pid');
  let child: ChildProcess;
  async function start(): Promise<void> {
    rmSync(path.join(run, 'dockerd.pid'), { force: true });
    const output = openSync(path.join(home, 'dockerd.log'), 'a');
    const folders = [
      '--data-root',
      path.join(disk, 'docker'),
      '--exec-root',
      path.join(run, 'exec'),
      '--pidfile',
      path.join(run, 'dockerd.pid'),
    ];
    const args = [...folders, '-H', `unix://${socketPath}`, '--bridge', 'none', '--iptables=false'];
    // In a network of its own: an engine without a bridge removes `docker0`, which would be the first engine's.
    child = spawn('unshare', ['--net', 'dockerd', ...args], { cwd: '/', stdio: ['ignore', output, output] });
    closeSync(output);
    await eventually(`dockerd answers; its log is ${home}/dockerd.log`, () =>
      docker.ping().then(
        () => true,
        () => false,
      ),
    );
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    // Its containerd dies with it, a little later; a new engine would take one that is dying, or not yet waited for, for one to use.
    await eventually('containerd has gone', async () => !existsSync(containerd) || !isAlive(Number(readFileSync(containerd, 'utf8'))), 20);
    rmSync(containerd, { force: true });
  }

  async function stop(): Promise<void> {
    await end('SIGTERM');
    // The engine has mounted its folder over itself, once for each start.
    execFileSync('umount', ['--recursive', '--lazy', disk]);
  }

  await start();
  await copyImages(new Docker(), docker, images).catch(async (error: Error) => {
    await stop();
    throw error;
  });
  return {
    address: `unix://${socketPath}`,
    docker,
    kill: () => end('SIGKILL'),
    start,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    fillDisk: () => {
      // All that is left, also what is kept back for root.
      const { bfree, bsize } = statfsSync(disk);
      execFileSync('sh', ['-c', 'head -c "$1" /dev/zero > "$0" || true', filler, String(bfree * bsize)], { stdio: 'ignore' });
    },
    emptyDisk: () => rmSync(filler, { force: true }),
    stop,
  };
}
