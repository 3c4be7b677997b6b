import { Worker } from 'node:worker_threads';
import { readConfig } from '../../src/config.js';
import { verifyExercises } from '../../src/judging/verify.js';
import { createLog } from '../../src/log.js';
import { connectEngine } from '../../src/sandbox/engine.js';
import { createSandbox } from '../../src/sandbox/sandbox.js';
import type { Verdict } from '../../src/schemas/verdict.js';

// `npm run reliability [times] [slug …]`: judges every example of every exercise, again and again, with two busy loops beside it, and
// prints how often each got its verdict, and how often a correct one was rejected.

interface Tally {
  expected: Verdict;
  verdicts: Map<Verdict, number>;
}

async function main(times: number, slugs: string[]): Promise<void> {
  const config = readConfig();
  const sandboxConfig = { ...config.sandbox, instance: `reliability-${process.pid}` };
  const sandbox = createSandbox(connectEngine(), sandboxConfig, createLog({ logLevel: 'warn' }));
  const load = [1, 2].map(() => new Worker('for (;;);', { eval: true }));
  const tallies = new Map<string, Tally>();
  try {
    for await (const { slug, expected, name, verdict } of verifyExercises({ sandbox, sandboxConfig }, config.exercisesDir, slugs, times)) {
      const key = `${slug}/${expected}/${name}`;
      const tally = tallies.get(key) ?? { expected, verdicts: new Map() };
      tally.verdicts.set(verdict, (tally.verdicts.get(verdict) ?? 0) + 1);
      tallies.set(key, tally);
      if (verdict !== expected) process.stderr.write(`${key} got ${verdict}\n`);
    }
  } finally {
    await Promise.all(load.map((worker) => worker.terminate()));
    await sandbox.close();
  }
  process.stdout.write(report(tallies));
}

function report(tallies: Map<string, Tally>): string {
  const lines = ['| example | its verdict | others |', '| --- | --- | --- |'];
  const correct = { judged: 0, rejected: 0 };
  const wrong = { judged: 0, named: 0, missed: 0 };
  for (const [key, { expected, verdicts }] of tallies) {
    const judged = [...verdicts.values()].reduce((sum, count) => sum + count, 0);
    const right = verdicts.get(expected) ?? 0;
    const others = [...verdicts].filter(([verdict]) => verdict !== expected).map(([verdict, count]) => `${count} ${verdict}`);
    lines.push(`| ${key} | ${right} of ${judged} | ${others.join(', ')} |`);
    if (expected === 'accepted') {
      correct.judged += judged;
      correct.rejected += judged - right;
    } else {
      wrong.judged += judged;
      wrong.named += right;
      wrong.missed += verdicts.get('accepted') ?? 0;
    }
  }
  lines.push('', `correct solutions: ${correct.judged} judgings, ${correct.rejected} rejected`);
  lines.push(
    `wrong solutions: ${wrong.judged} judgings, ${percent(wrong.named, wrong.judged)} got their folder's verdict, ${wrong.missed} accepted`,
  );
  return `${lines.join('\n')}\n`;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}

const [times = '10', ...slugs] = process.argv.slice(2);
main(Number(times), slugs).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
