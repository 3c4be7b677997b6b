import { Worker } from 'node:worker_threads';
import { readConfig } from '../../src/config.js';
import { type Verification, verifyExercises } from '../../src/judging/verify.js';
import { createLog } from '../../src/log.js';
import { connectEngine } from '../../src/sandbox/engine.js';
import { createSandbox } from '../../src/sandbox/sandbox.js';
import { type Verdict, verdictSchema } from '../../src/schemas/verdict.js';

// `npm run reliability [times] [slug …] [verdict …]`: judges every example of every exercise (with verdicts: those that are to get one of
// them), again and again, with two busy loops beside it, and prints how often each got its verdict, and how often a correct one was
// rejected. Exits with 1 when that is below the bar.

/** No correct solution rejected; of the wrong ones, at most so many per cent accepted, and so many with another fault than their own. */
const bar = { missedPercent: 0.5, misnamedPercent: 2 };

async function main(times: number, words: string[]): Promise<void> {
  const only = words.filter((word): word is Verdict => verdictSchema.safeParse(word).success);
  const slugs = words.filter((word) => !verdictSchema.safeParse(word).success);
  const config = readConfig();
  const sandboxConfig = { ...config.sandbox, instance: `reliability-${process.pid}` };
  const sandbox = createSandbox(connectEngine(), sandboxConfig, createLog({ logLevel: 'warn' }));
  const load = [1, 2].map(() => new Worker('for (;;);', { eval: true }));
  try {
    let done = 0;
    const options = { slugs, ...(only.length > 0 && { only }), repeat: times, lanes: 2 };
    const { verifications } = await verifyExercises({ sandbox, sandboxConfig }, config.exercisesDir, options, (verification, total) => {
      process.stderr.write(`${++done}/${total} ${row(verification)}`);
    });
    const { text, met } = report(verifications);
    process.stdout.write(text);
    process.exitCode = met ? 0 : 1;
  } finally {
    await Promise.all(load.map((worker) => worker.terminate()));
    await sandbox.close();
  }
}

function row({ slug, expected, name, outcomes }: Verification): string {
  const others = outcomes.filter(({ verdict }) => verdict !== expected).map(({ verdict }) => verdict);
  return `| ${slug}/${expected}/${name} | ${outcomes.length - others.length} of ${outcomes.length} | ${others.join(', ')} |\n`;
}

function report(verifications: Verification[]): { text: string; met: boolean } {
  const all = verifications.flatMap(({ expected, outcomes }) => outcomes.map(({ verdict }) => ({ expected, verdict })));
  const correct = all.filter(({ expected }) => expected === 'accepted');
  const wrong = all.filter(({ expected }) => expected !== 'accepted');
  const rejected = correct.filter(({ verdict }) => verdict !== 'accepted').length;
  const percent = (part: number) => (wrong.length === 0 ? 0 : (100 * part) / wrong.length);
  const misnamed = percent(wrong.filter(({ expected, verdict }) => verdict !== expected).length);
  const missed = percent(wrong.filter(({ verdict }) => verdict === 'accepted').length);
  const lines = [
    '| example | its verdict | others |',
    '| --- | --- | --- |',
    verifications.map(row).join(''),
    `correct solutions: ${correct.length} judgings, ${rejected} rejected`,
    `wrong solutions: ${wrong.length} judgings, ${misnamed.toFixed(2)} % got another verdict than their folder's, ${missed.toFixed(2)} % were accepted`,
  ];
  return { text: `${lines.join('\n')}\n`, met: rejected === 0 && missed <= bar.missedPercent && misnamed <= bar.misnamedPercent };
}

const [times = '10', ...slugs] = process.argv.slice(2);
main(Number(times), slugs).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
