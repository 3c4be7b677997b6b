import type Docker from 'dockerode';
import type { PrismaClient } from '../../src/generated/prisma/client.js';
import type { Sent } from './sender.js';

export interface Figures {
  sent: number;
  answered202: number;
  /** Requests that failed and were sent again, by how. */
  repeated: Record<string, number>;
  submissionsStored: number;
  judgements: number;
  verdictsRight: number;
  /** What came to another verdict than it should. */
  verdictsWrong: string[];
  lost: number;
  countedTwice: number;
  /** How many judgements took so many tries. */
  tries: Record<number, number>;
  handedBack: number;
  faults: number;
  deaths: number;
  containersLeft: number;
  networksLeft: number;
  filesLeft: number;
}

/** Counts what has become of everything that was sent. */
export async function audit(
  db: PrismaClient,
  { taken, repeated }: Sent,
  sent: number,
  docker: Docker,
  instance: string,
): Promise<Omit<Figures, 'networksLeft' | 'filesLeft'>> {
  const judgements = await db.judgement.findMany();
  const verdictEvents = await db.submissionEvent.groupBy({ by: ['submissionId'], where: { state: 'judged' }, _count: true });
  const verdicts = new Map(judgements.filter((row) => row.state === 'judged').map((row) => [row.submissionId, row.verdict]));
  const wrong = [...taken].filter(([id, expected]) => verdicts.has(id) && verdicts.get(id) !== expected);
  const perSubmission = count(judgements.map((row) => row.submissionId));
  const total = (figure: (row: (typeof judgements)[number]) => number) => judgements.reduce((sum, row) => sum + figure(row), 0);
  const filters = { label: [`raceway.instance=${instance}`] };
  return {
    sent,
    answered202: taken.size,
    repeated: Object.fromEntries(repeated),
    submissionsStored: await db.submission.count(),
    judgements: judgements.length,
    verdictsRight: [...taken].filter(([id, expected]) => verdicts.get(id) === expected).length,
    verdictsWrong: wrong.map(([id, expected]) => `${id}: ${verdicts.get(id)}, not ${expected}`),
    lost: [...taken.keys()].filter((id) => !verdicts.has(id)).length,
    countedTwice: Object.values(perSubmission).filter((times) => times > 1).length + verdictEvents.filter((each) => each._count > 1).length,
    tries: count(judgements.map((row) => row.tries)),
    handedBack: total((row) => row.handedBack),
    faults: total((row) => row.faults),
    deaths: total((row) => row.tries - 1 - row.faults - row.handedBack),
    containersLeft: (await docker.listContainers({ all: true, filters })).length,
  };
}

/** Whether nothing was lost, doubled, wrong or left behind. */
export function isWell(figures: Figures): boolean {
  const { sent, answered202, submissionsStored, judgements, verdictsRight, lost, countedTwice } = figures;
  const all = [answered202, submissionsStored, judgements, verdictsRight].every((figure) => figure === sent);
  return all && [lost, countedTwice, figures.containersLeft, figures.networksLeft, figures.filesLeft].every((figure) => figure === 0);
}

function count<T extends string | number>(values: T[]): Record<T, number> {
  const counts = {} as Record<T, number>;
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
