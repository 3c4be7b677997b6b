import path from 'node:path';
import { loadExamples } from '../../src/exercises/examples.js';
import type { Measured } from './figures.js';
import { awaitVerdict, edited, post, type Running, type System } from './system.js';

const processes = [1, 2, 4];
const slug = 'safe-counter';

/** A full queue judged by one, two and four worker processes on this machine. */
export async function measureWorkers(system: System, times: number): Promise<Measured> {
  const api = await system.start('api');
  const rows: Measured['rows'] = [];
  for (const count of processes) {
    const perSecond = await judgedPerSecond(system, api.base, count, Math.max(12, 2 * times));
    rows.push([`${count} worker ${count === 1 ? 'process' : 'processes'}`, perSecond, perSecond / Number(rows[0]?.[1] ?? perSecond)]);
  }
  await api.stop();
  return {
    columns: ['workers', 'judgements/s', '÷ one process'],
    rows,
    notes: [
      'All of them judge on the same processors: a second process is for a second machine, and for one that is killed; on one machine it gains nothing where the first one already keeps the processors at work.',
    ],
  };
}

async function judgedPerSecond(system: System, base: string, count: number, submissions: number): Promise<number> {
  const token = await system.newToken();
  const files = loadExamples(path.join(system.config.exercisesDir, slug)).find(({ name }) => name === 'model')?.files ?? {};
  const running: Running[] = [];
  for (let i = 0; i < count; i++) running.push(await system.start('work'));
  const posted = [];
  for (let i = 0; i < submissions; i++) posted.push(await post(base, token, slug, edited(files, 1000 * count + i)));
  const judged = await Promise.all(posted.map(({ id }) => awaitVerdict(base, token, id)));
  const wrong = judged.find(({ verdict }) => verdict !== 'accepted');
  if (wrong) throw new Error(`${slug}: ${wrong.verdict} in place of accepted`);
  for (const each of running) await each.stop();
  const began = Math.min(...judged.map(({ createdAt }) => Date.parse(createdAt)));
  const ended = Math.max(...judged.map(({ judgedAt }) => Date.parse(judgedAt ?? '')));
  return (1000 * submissions) / (ended - began);
}
