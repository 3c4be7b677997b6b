import { measureApiLoad } from './api-load.js';
import { drawReports } from './drawing.js';
import { compared, keep, type Measured, readReport, tableOf } from './figures.js';
import { measureGrowth } from './growth.js';
import { measureInstead } from './instead.js';
import { measureLatency } from './latency.js';
import { publishTables } from './publish.js';
import { type System, startSystem } from './system.js';
import { measureThroughput } from './throughput.js';
import { measureWorkers } from './workers.js';

// `npm run bench [part …] [times]`: measures, prints a table for each part, and keeps the figures in docs/bench/ with a drawing.
// `npm run bench -- compare before.json after.json`: what has changed.

const parts: Record<string, (system: System, times: number) => Promise<Measured>> = {
  latency: measureLatency,
  instead: measureInstead,
  throughput: measureThroughput,
  api: measureApiLoad,
  growth: measureGrowth,
  workers: measureWorkers,
};

/** Without a number: enough for a p95, and about ten minutes in all. */
const usualTimes = 15;

async function main(words: string[]): Promise<void> {
  const [command, before, after] = words;
  if (command === 'compare') {
    if (!before || !after) throw new Error('compare takes two JSON files: the earlier one and the later one');
    process.stdout.write(tableOf(compared(readReport(before), readReport(after))));
    return;
  }
  const times = Number(words.find((word) => /^\d+$/.test(word)) ?? usualTimes);
  const names = words.filter((word) => !/^\d+$/.test(word));
  const unknown = names.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(' or ')}: there are ${Object.keys(parts).join(', ')}`);
  for (const [part, measure] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(part)) continue;
    process.stdout.write(`${tableOf(await measured(part, measure, times))}\n`);
  }
  drawReports();
  publishTables();
}

async function measured(part: string, measure: (system: System, times: number) => Promise<Measured>, times: number) {
  const system = await startSystem();
  // Else the database's server would outlive this process.
  const stopEarly = () => void system.stop().finally(() => process.exit(1));
  process.once('SIGINT', stopEarly).once('SIGTERM', stopEarly);
  try {
    return keep(part, system.imageId, await measure(system, times));
  } finally {
    process.off('SIGINT', stopEarly).off('SIGTERM', stopEarly);
    await system.stop();
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${process.argv[2] === 'compare' ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
