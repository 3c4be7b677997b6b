import { allFaults } from '../chaos/faults.js';
import { runStorm } from '../chaos/storm.js';

// `npm run chaos [submissions]`: hands in submissions while every part is killed in turn and comes back, and prints what became of them.
// Exits with 1 unless every one that was answered 202 has exactly one judgement with the right verdict, and nothing is left behind. It takes root
// on Linux, `dockerd` and `redis-server`.

async function main(submissions: number): Promise<void> {
  const began = Date.now();
  const say = (what: string) => process.stderr.write(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${what}\n`);
  const { table, faults } = await runStorm({ submissions, faults: allFaults, ownEngine: true, say });
  process.stdout.write(`\n${table}`);
  for (const fault of faults) process.stdout.write(`\n${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

const [submissions = '300'] = process.argv.slice(2);
main(Number(submissions)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
