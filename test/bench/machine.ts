import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const ticksPerSecond = 100;
/** The busy share of the processors below which a machine counts as idle, over a window of so many milliseconds. */
const idle = { share: 0.1, windowMs: 150 };
/** How long to wait for it. */
const settleMs = 1500;

/**
 * Waits until the machine has come to rest: what the one before left behind (a container that is removed, the next one that is started ahead)
 * must not be counted against the next one that is measured.
 * @returns false when it did not within some seconds.
 */
export async function settle(): Promise<boolean> {
  const deadline = Date.now() + settleMs;
  while (Date.now() < deadline) {
    const before = busySeconds();
    await sleep(idle.windowMs);
    if (busySeconds() - before <= (idle.share * availableParallelism() * idle.windowMs) / 1000) return true;
  }
  return false;
}

/** Seconds of processor time, by who took it. */
export interface Used {
  all: number;
  /** dockerd and containerd. */
  engine: number;
  /** The engine's process beside each container. */
  shims: number;
  /** Everything in the engine's containers, ended ones too; null where the kernel does not keep it (cgroup v2). */
  containers: number | null;
  /** The program's processes. */
  raceway: number;
  postgres: number;
  /** This process. */
  measuring: number;
}

/** How often processes that may end meanwhile are looked at, milliseconds. */
const lookMs = 250;

/** Begins to watch who takes the processors. @param pids the program's processes. */
export function watchProcessors(pids: number[]): { end(): Used } {
  const before = read(pids);
  const shims = new Map<string, { first: number; last: number }>();
  const look = (born: boolean) => {
    for (const pid of processes().filter((each) => nameOf(each) === 'containerd-shim')) {
      const now = ownSeconds(pid);
      shims.set(pid, { first: shims.get(pid)?.first ?? (born ? 0 : now), last: now });
    }
  };
  look(false);
  const timer = setInterval(() => look(true), lookMs);
  return {
    end: () => {
      clearInterval(timer);
      look(true);
      const after = read(pids);
      const since = (key: Exclude<keyof Used, 'shims' | 'containers'>) => after[key] - before[key];
      return {
        all: since('all'),
        engine: since('engine'),
        shims: [...shims.values()].reduce((sum, { first, last }) => sum + last - first, 0),
        containers: after.containers === null || before.containers === null ? null : after.containers - before.containers,
        raceway: since('raceway'),
        postgres: since('postgres'),
        measuring: since('measuring'),
      };
    },
  };
}

function read(pids: number[]): Used {
  const of = (names: string[]) =>
    processes()
      .filter((pid) => names.includes(nameOf(pid)))
      .reduce((sum, pid) => sum + ownSeconds(pid), 0);
  return {
    all: busySeconds(),
    engine: of(['dockerd', 'containerd']),
    shims: 0,
    containers: containerSeconds(),
    raceway: pids.reduce((sum, pid) => sum + ownSeconds(String(pid)), 0),
    postgres: of(['postgres']),
    measuring: ownSeconds(String(process.pid)),
  };
}

/** Of all processors since the machine's start, without the time that they were idle or waited for a disk. */
function busySeconds(): number {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = fields;
  return (user + nice + system + irq + softirq) / ticksPerSecond;
}

/** cgroup v1 adds up all containers, ended ones too, in the engine's own group. */
function containerSeconds(): number | null {
  const usage = contentsOf('/sys/fs/cgroup/cpuacct/docker/cpuacct.usage');
  return usage === '' ? null : Number(usage) / 1e9;
}

function processes(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

function nameOf(pid: string): string {
  return contentsOf(`/proc/${pid}/comm`).trim();
}

/** User and system time of a process without its children; proc_pid_stat(5), fields 14 and 15. 0 when it has ended. */
function ownSeconds(pid: string): number {
  const stat = contentsOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
}

/** Empty when there is no such file, or its process has ended meanwhile. */
function contentsOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
