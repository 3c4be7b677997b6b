import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const ticksPerSecond = 100;
/** The busy share of the processors below which a machine counts as idle, over a window of so many milliseconds. */
const idle = { share: 0.1, windowMs: 150 };
/** How long to wait for it, milliseconds. */
const settleMs = 1500;

/**
 * Waits until the machine has come to rest: what the one before left behind (a container that is removed, the next one that is started ahead)
 * must not be counted against the next one that is measured.
 * @returns false when it did not within a second and a half.
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
  /** What these start and end again to make containers and to remove them. */
  runc: number;
  /** Everything in the engine's containers, ended ones too; null where the kernel does not keep it (cgroup v2). */
  containers: number | null;
  /** The program's processes. */
  raceway: number;
  postgres: number;
  /** This process. */
  measuring: number;
  /** The kernel's threads. */
  kernel: number;
  /** Processes that have nothing to do with what is measured. */
  others: number;
}

type Kind = Exclude<keyof Used, 'all' | 'containers' | 'runc'>;

/** A process at one look; times in seconds, those of its ended children apart. */
interface Process {
  /** With its start, since numbers come again. */
  key: string;
  pid: number;
  parent: number;
  name: string;
  own: number;
  children: number;
}

/** What a process had used when it was first seen (nothing, if it has begun since), and at the last look. */
interface Seen {
  kind: Kind;
  own: { first: number; last: number };
  /** Of its ended children; of a shim, only while its container lives: then it gets the container's time too. */
  children: { first: number; last: number };
}

/** How often processes that may end meanwhile are looked at, milliseconds: what one takes after the last look at it goes to nobody. */
const lookMs = 250;

/** Begins to watch who takes the processors. @param pids the program's processes. */
export function watchProcessors(pids: number[]): { end(): Used } {
  const began = { all: busySeconds(), containers: containerSeconds() };
  const seen = new Map<string, Seen>();
  const look = (isFirst: boolean) => {
    const now = processes();
    const parents = new Set(now.map(({ parent }) => parent));
    const inContainer = membersOf(now, 'containerd-shim');
    for (const process of now) {
      const kind = inContainer.has(process.pid) ? null : kindOf(process, pids);
      if (!kind) continue;
      const { own, children } = seen.get(process.key) ?? {
        own: { first: isFirst ? process.own : 0, last: 0 },
        children: { first: isFirst ? process.children : 0, last: isFirst ? process.children : 0 },
      };
      own.last = process.own;
      if (kind !== 'shims' || parents.has(process.pid)) children.last = process.children;
      seen.set(process.key, { kind, own, children });
    }
  };
  look(true);
  const timer = setInterval(() => look(false), lookMs);
  return {
    end: () => {
      clearInterval(timer);
      look(false);
      const sum = (kinds: Kind[], of: 'own' | 'children') =>
        [...seen.values()]
          .filter(({ kind }) => kinds.includes(kind))
          .reduce((seconds, { [of]: { first, last } }) => seconds + last - first, 0);
      const containers = containerSeconds();
      return {
        all: busySeconds() - began.all,
        engine: sum(['engine'], 'own'),
        shims: sum(['shims'], 'own'),
        runc: sum(['engine', 'shims'], 'children'),
        containers: containers === null || began.containers === null ? null : containers - began.containers,
        raceway: sum(['raceway'], 'own'),
        postgres: sum(['postgres'], 'own'),
        measuring: sum(['measuring'], 'own'),
        kernel: sum(['kernel'], 'own'),
        others: sum(['others'], 'own'),
      };
    },
  };
}

/** The parent of all of the kernel's threads. */
const kthreadd = 2;

function kindOf({ pid, parent, name }: Process, raceway: number[]): Kind {
  if (raceway.includes(pid)) return 'raceway';
  if (pid === process.pid) return 'measuring';
  if (pid === kthreadd || parent === kthreadd) return 'kernel';
  if (name === 'dockerd' || name === 'containerd') return 'engine';
  if (name === 'containerd-shim') return 'shims';
  return name === 'postgres' ? 'postgres' : 'others';
}

/** The descendants of processes of that name: in containers, or making one. */
function membersOf(all: Process[], name: string): Set<number> {
  const members = new Set<number>();
  const roots = new Set(all.filter((process) => process.name === name).map(({ pid }) => pid));
  let size = -1;
  while (members.size > size) {
    size = members.size;
    for (const { pid, parent } of all) if (roots.has(parent) || members.has(parent)) members.add(pid);
  }
  return members;
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

/** proc_pid_stat(5): the name is in parentheses and may hold anything; then fields 4 (parent), 14 to 17 (times) and 22 (start). */
function processes(): Process[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.flatMap((number) => {
    const stat = contentsOf(`/proc/${number}/stat`);
    if (stat === '') return [];
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    const seconds = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) / ticksPerSecond;
    return {
      key: `${number} ${fields[19]}`,
      pid: Number(number),
      parent: Number(fields[1]),
      name: stat.slice(stat.indexOf('(') + 1, end),
      own: seconds(11),
      children: seconds(13),
    };
  });
}

/** Empty when there is no such file, or its process has ended meanwhile. */
function contentsOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
