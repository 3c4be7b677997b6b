import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { loadExamples } from '../../src/exercises/examples.js';
import type { Measured } from './figures.js';
import { awaitVerdict, post, type System } from './system.js';

/** A mixture: most learners are wrong a few times before they are right. */
const mixture = [
  ['fix-cache-race', 'guide'],
  ['fix-cache-race', 'model'],
  ['safe-counter', 'starter'],
  ['safe-counter', 'model'],
  ['worker-pool', 'shared-slice'],
  ['worker-pool', 'model'],
] as const;

/** Of what is possible: cores ÷ processor time of compilers, linkers and runs. */
const bar = 0.6;

/** A full queue, judged as fast as the machine can, and where the processor time goes. */
export async function measureThroughput(system: System, times: number): Promise<Measured> {
  const { base, stop } = await system.start('serve');
  const token = await system.newToken();
  const cores = availableParallelism();
  const count = Math.max(mixture.length * 2, times * 3);
  const before = processorTimes();
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const [slug, name] = mixture[i % mixture.length] ?? mixture[0];
    const files = loadExamples(path.join(system.config.exercisesDir, slug)).find((each) => each.name === name)?.files ?? {};
    const edited = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, `// Edit ${i}.\n${text}`]));
    ids.push((await post(base, token, slug, edited)).id);
  }
  const submissions = await Promise.all(ids.map((id) => awaitVerdict(base, token, id)));
  const used = difference(before, processorTimes());
  await stop();
  const began = Math.min(...submissions.map((each) => Date.parse(each.createdAt)));
  const ended = Math.max(...submissions.map((each) => Date.parse(each.judgedAt ?? '')));
  const seconds = (ended - began) / 1000;
  const building = sum(submissions.map(({ timings }) => timings?.build?.cpuMs ?? 0)) / 1000;
  const running = sum(submissions.map(({ timings }) => sum((timings?.runs ?? []).map((run) => run.cpuMs)))) / 1000;
  const perSecond = count / seconds;
  const possible = cores / ((building + running) / count);
  const known = building + running + used.engine + used.node + used.postgres;
  const rows: Measured['rows'] = [
    ['compilers and linkers', building, building / count],
    ['runs', running, running / count],
    ['engine (dockerd, containerd)', used.engine, used.engine / count],
    ['raceway (node)', used.node, used.node / count],
    ['PostgreSQL', used.postgres, used.postgres / count],
    ['the rest: starts and ends of containers (runc, shims), the kernel', used.all - known, (used.all - known) / count],
    ['idle', seconds * cores - used.all, (seconds * cores - used.all) / count],
  ];
  const ratio = perSecond / possible;
  return {
    columns: ['processor time goes to', 'seconds', 'of each judgement'],
    rows,
    notes: [
      `${count} judgements in ${seconds.toFixed(1)} s: ${perSecond.toFixed(2)} a second, where compilers, linkers and runs alone would allow ${possible.toFixed(2)}: ${ratio.toFixed(2)} of it (bar: ≥ ${bar}${ratio < bar ? ', missed' : ''})`,
    ],
  };
}

interface Used {
  all: number;
  engine: number;
  node: number;
  postgres: number;
}

const ticksPerSecond = 100;

/** Seconds of processor time since the machine's start, of everything, and of living processes by name with their ended children. */
function processorTimes(): Used {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = fields;
  const used: Used = { all: (user + nice + system + irq + softirq) / ticksPerSecond, engine: 0, node: 0, postgres: 0 };
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const kind = kindOf(pid);
    if (kind) used[kind] += ownTime(pid);
  }
  return used;
}

function kindOf(pid: string): 'engine' | 'node' | 'postgres' | null {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    if (name === 'dockerd' || name === 'containerd') return 'engine';
    if (name === 'postgres') return 'postgres';
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('cli.js\0serve') ? 'node' : null;
  } catch {
    return null;
  }
}

/** User and system time of a process; proc_pid_stat(5), fields 14 and 15. */
function ownTime(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return ((fields[11] ?? 0) + (fields[12] ?? 0)) / ticksPerSecond;
  } catch {
    return 0;
  }
}

function difference(before: Used, after: Used): Used {
  return {
    all: after.all - before.all,
    engine: after.engine - before.engine,
    node: after.node - before.node,
    postgres: after.postgres - before.postgres,
  };
}

function sum(figures: number[]): number {
  return figures.reduce((all, each) => all + each, 0);
}
