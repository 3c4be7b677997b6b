import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../src/config.js';
import { judgeFiles } from '../../src/judging/judge-files.js';
import { createLog } from '../../src/log.js';
import { connectEngine } from '../../src/sandbox/engine.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import type { Run } from '../../src/schemas/sandbox.js';
import { goldenFolder, subjects } from './recorded.js';

/**
 * Records the reports of the real sandbox that the golden tests read: every wrong example of the exercises that names a fault of
 * concurrency, and the sources in `confusing/`, which try to confuse the classification. `npx tsx test/golden/record.ts [name …]`.
 */
async function main(names: string[]): Promise<void> {
  const { sandbox: config } = readConfig();
  const sandbox = createSandbox(connectEngine(), { ...config, instance: 'record' }, createLog({ logLevel: 'warn' }));
  try {
    for (const { name, exercise, files } of subjects.filter((subject) => names.length === 0 || names.includes(subject.name))) {
      const runs: Run[][] = [];
      const { outcome } = await judgeFiles({ sandbox: listening(sandbox, runs), sandboxConfig: config }, exercise, files);
      if (!runs[0]) throw new Error(`${name} was not run: ${outcome.message}`);
      const report = { runs: runs[0].map(short), scheduleComplete: true };
      writeFileSync(path.join(goldenFolder, 'reports', `${name}.json`), `${JSON.stringify(report, null, 1)}\n`);
      process.stdout.write(`${name}: ${outcome.verdict}: ${outcome.message}\n`);
    }
  } finally {
    await sandbox.close();
  }
}

/** The sandbox, but what it reports of runs is kept as well. */
function listening(sandbox: Sandbox, kept: Run[][]): Sandbox {
  return {
    ...sandbox,
    prepareRun: async (limits) => {
      const prepared = await sandbox.prepareRun(limits);
      const run: typeof prepared.run = async (request, binary, onRun) => {
        const result = await prepared.run(request, binary, onRun);
        kept.push(result.schedules[0].runs);
        return result;
      };
      return { ...prepared, run };
    },
  };
}

/** What sound tests printed is left out: it is long, and nobody reads it. */
function short(run: Run): Run {
  return { ...run, results: run.results.map((result) => (result.status === 'passed' ? { ...result, output: '' } : result)) };
}

void main(process.argv.slice(2));
