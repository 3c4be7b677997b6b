import { availableParallelism } from 'node:os';
import path from 'node:path';
import { loadExamples } from '../../src/exercises/examples.js';
import type { Measured } from './figures.js';
import { watchProcessors } from './machine.js';
import { awaitVerdict, edited, post, type System } from './system.js';

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

/** The share of the processors from which on other processes make the figure too low to be believed. */
const disturbed = 0.05;

/** A full queue, judged as fast as the machine can, and where the processor time goes. */
export async function measureThroughput(system: System, times: number): Promise<Measured> {
  const { base, pid, stop } = await system.start('serve');
  const token = await system.newToken();
  const count = Math.max(mixture.length * 2, times * 3);
  const handIns = Array.from({ length: count }, (_, i) => {
    const [slug, name] = mixture[i % mixture.length] ?? mixture[0];
    const example = loadExamples(path.join(system.config.exercisesDir, slug)).find((each) => each.name === name);
    if (!example) throw new Error(`there is no example ${name} of ${slug}`);
    return { slug, expected: example.expected, files: edited(example.files, i) };
  });
  const processors = watchProcessors([pid]);
  const posted = [];
  for (const { slug, files } of handIns) posted.push(await post(base, token, slug, files));
  const submissions = await Promise.all(posted.map(({ id }) => awaitVerdict(base, token, id)));
  const used = processors.end();
  await stop();
  const wrongly = submissions.filter(({ verdict }, i) => verdict !== handIns[i]?.expected).length;
  const began = Math.min(...submissions.map((each) => Date.parse(each.createdAt)));
  const ended = Math.max(...submissions.map((each) => Date.parse(each.judgedAt ?? '')));
  const seconds = (ended - began) / 1000;
  const building = sum(submissions.map(({ timings }) => timings?.build?.cpuMs ?? 0)) / 1000;
  const running = sum(submissions.map(({ timings }) => sum((timings?.runs ?? []).map((run) => run.cpuMs)))) / 1000;
  const cores = availableParallelism();
  const perSecond = count / seconds;
  const possible = (cores * count) / (building + running);
  const besides = used.containers === null ? 0 : used.containers - building - running;
  const { all, containers: _, ...named } = used;
  const known = building + running + besides + sum(Object.values(named));
  const row = (what: string, taken: number) => [what, taken, taken / count, (100 * taken) / (seconds * cores)];
  const ratio = perSecond / possible;
  return {
    columns: ['processor time goes to', 'seconds', 'of each judgement', 'per cent'],
    rows: [
      row('compilers and linkers', building),
      row('runs', running),
      ...(used.containers === null ? [] : [row('the rest of the containers: their start, the runner', besides)]),
      row('engine (dockerd, containerd)', used.engine),
      row("the engine's process beside each container (shim)", used.shims),
      row('what these start to make and remove containers (runc)', used.runc),
      row('raceway (node: API and worker)', used.raceway),
      row('PostgreSQL', used.postgres),
      row('what measures', used.measuring),
      row("the kernel's threads", used.kernel),
      row('other processes, which are not measured', used.others),
      row('the rest: what began and ended between two looks', all - known),
      row('idle', seconds * cores - all),
    ],
    notes: [
      `${count} judgements in ${seconds.toFixed(1)} s: ${perSecond.toFixed(2)} a second, where compilers, linkers and runs alone would allow ${possible.toFixed(2)}: ${ratio.toFixed(2)} of it (bar: ≥ ${bar}${ratio < bar ? ', missed' : ''}).`,
      ...(used.others > disturbed * seconds * cores
        ? [
            `Not an idle machine: other processes took ${((100 * used.others) / (seconds * cores)).toFixed(0)} % of the processors, so that this says too little.`,
          ]
        : []),
      ...(wrongly > 0 ? [`${wrongly} got another verdict than their folder's.`] : []),
    ],
  };
}

function sum(figures: number[]): number {
  return figures.reduce((all, each) => all + each, 0);
}
