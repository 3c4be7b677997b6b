import type { Sender } from './sender.js';
import type { World } from './world.js';

export interface Figures {
  /** As a table in Markdown. */
  table: string;
  /** Everything that is not as it must be. */
  faults: string[];
}

/** Reads what became of every submission that was taken, once nothing runs any more. */
export async function readFigures(world: World, sender: Sender, statuses: (number | string)[]): Promise<Figures> {
  const rows = await world.db.submission.findMany({ select: { id: true, judgements: true, events: { where: { state: 'judged' } } } });
  const found = new Map(rows.map((row) => [row.id, row]));
  const taken = new Map(sender.taken.map(({ id, kind }) => [id, kind]));
  const wrong: string[] = [];
  let lost = 0;
  let twice = 0;
  const tries = new Map<number, number>();
  for (const [id, kind] of taken) {
    const row = found.get(id);
    const ended = row?.judgements.filter(({ state }) => state === 'judged') ?? [];
    if (!row || ended.length === 0) lost++;
    if (row && (row.judgements.length > 1 || row.events.length > 1)) twice++;
    for (const judgement of ended) {
      tries.set(judgement.tries, (tries.get(judgement.tries) ?? 0) + 1);
      if (judgement.verdict !== kind.verdict) wrong.push(`${id}: ${judgement.verdict} instead of ${kind.verdict}: ${judgement.message}`);
    }
  }
  const notTaken = rows.filter(({ id }) => !taken.has(id)).length;
  const all = rows.flatMap(({ judgements }) => judgements);
  const sum = (of: 'faults' | 'handedBack') => all.reduce((total, judgement) => total + judgement[of], 0);
  const { containers, networks, files } = await world.leftovers();
  const { requests } = sender;
  const figures: [string, number | string, boolean][] = [
    ['submissions answered with 202', sender.taken.length, true],
    ['of them different', taken.size, taken.size === sender.taken.length],
    ['stored, but never answered with 202', notTaken, notTaken === 0],
    ['verdict right', taken.size - lost - wrong.length, lost + wrong.length === 0],
    ['lost', lost, lost === 0],
    ['counted twice', twice, twice === 0],
    ['verdict wrong', wrong.length, wrong.length === 0],
    ['judge_error', all.filter(({ verdict }) => verdict === 'judge_error').length, true],
    ['quarantined', all.filter(({ quarantined }) => quarantined).length, true],
    ['tries (how many judgements took so many)', histogram(tries), true],
    ['tries handed back, tries that were faults', `${sum('handedBack')}, ${sum('faults')}`, true],
    ['requests sent again: refused, broken, answered 5xx', `${requests.refused}, ${requests.broken}, ${requests.failed}`, true],
    ['exit statuses at the end', statuses.join(', '), statuses.every((status) => status === 0)],
    ['containers left', containers, containers === 0],
    ['networks left', networks, networks === 0],
    ['temporary files left', files, files === 0],
  ];
  const lines = [
    '| figure | |',
    '| --- | --- |',
    ...figures.map(([name, value, fine]) => `| ${name} | ${value}${fine ? '' : ' **wrong**'} |`),
  ];
  const faults = figures.filter(([, , fine]) => !fine).map(([name, value]) => `${name}: ${value}`);
  return { table: `${lines.join('\n')}\n`, faults: [...faults, ...wrong] };
}

function histogram(tries: Map<number, number>): string {
  const sorted = [...tries].sort(([a], [b]) => a - b);
  return sorted.map(([n, count]) => `${n}: ${count}`).join(', ');
}
