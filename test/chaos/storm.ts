import { eventually } from '../support/eventually.js';
import type { Fault } from './faults.js';
import { type Figures, readFigures } from './figures.js';
import { kinds } from './kinds.js';
import { createSender } from './sender.js';
import { startWorld } from './world.js';

interface Plan {
  submissions: number;
  faults: Fault[];
  ownEngine: boolean;
  /** Told what happens, as it happens. */
  say(what: string): void;
}

/**
 * Hands in submissions while one part after another is killed and comes back, waits until all are judged, ends everything, and says what
 * came of it.
 * @throws when something does not come back or is not judged in time; the logs are then kept, and said where.
 */
export async function runStorm({ submissions, faults, ownEngine, say }: Plan): Promise<Figures> {
  const world = await startWorld(ownEngine);
  let isWell = false;
  try {
    const sender = createSender(world.base, world.tokens, kinds);
    const count = (where: object) => world.db.judgement.count({ where }).catch(() => 0);
    const judged = () => count({ state: 'judged' });
    // A third is in the queue before the first fault, so that it does not run empty; then a part with each.
    const first = Math.ceil(submissions / 3);
    await sender.send(first, 0);
    say(`${first} submissions are taken`);
    let sent = first;
    for (const [i, { name, strike }] of faults.entries()) {
      await eventually('something is being judged', async () => (await count({ state: { in: ['compiling', 'running'] } })) > 0, 120);
      const part = Math.ceil((submissions - sent) / (faults.length - i));
      sent += part;
      const sending = sender.send(part, 100);
      sending.catch(() => {});
      const began = Date.now();
      await strike(world);
      say(`${name}: ${seconds(Date.now() - began)}`);
      await sending;
      say(`  all of this part are taken after ${seconds(Date.now() - began)}`);
      const before = await judged();
      await eventually(`after that: ${name}, judging goes on`, async () => (await judged()) > before, 120);
      say(`  judging again after ${seconds(Date.now() - began)}; ${sender.taken.length} taken, ${await judged()} judged`);
    }
    const perSubmission = 4;
    await eventually('all are judged', async () => (await judged()) >= sender.taken.length, 120 + submissions * perSubmission);
    const statuses = await world.endProgram();
    const figures = await readFigures(world, sender, statuses);
    isWell = figures.faults.length === 0;
    return figures;
  } finally {
    if (!isWell) say(`the logs are in ${world.folder}`);
    await world.end(!isWell);
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
