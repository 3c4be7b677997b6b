import path from 'node:path';
import { measureApiLoad } from './api-load.js';
import { drawReports } from './drawing.js';
import { compared, folder, keep, type Measured, readReport, tableOf } from './figures.js';
import { measureGrowth } from './growth.js';
import { measureInstead } from './instead.js';
import { measureLatency } from './latency.js';
import { type System, startSystem } from './system.js';
import { measureThroughput } from './throughput.js';

// `npm run bench [part …] [times]`: measures, prints a table for each part, and keeps the figures under docs/bench/ with a drawing.
// `npm run bench -- compare before.json after.json`: what has changed.

const parts: Record<string, (system: System, times: number) => Promise<Measured>> = {
  latency: measureLatency,
  instead: measureInstead,
  throughput: measureThroughput,
  api: measureApiLoad,
  growth: measureGrowth,
};

async function main(words: string[]): Promise<void> {
  if (words[0] === 'compare' && words.length === 3) {
    process.stdout.write(tableOf(compared(readReport(words[1] ?? ''), readReport(words[2] ?? ''))));
    return;
  }
  const times = Number(words.find((word) => /^\d+$/.test(word)) ?? 20);
  const names = words.filter((word) => !/^\d+$/.test(word));
  const unknown = names.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(' or ')}: there are ${Object.keys(parts).join(', ')}`);
  for (const [part, measure] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(part)) continue;
    const system = await startSystem();
    try {
      const report = keep(part, system.image, await measure(system, times));
      process.stdout.write(`${tableOf(report)}\n`);
    } finally {
      await system.stop();
    }
  }
  process.stdout.write(`${path.relative('', drawReports(folder))}\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
