import { z } from 'zod';
import type { Config } from '../config.js';
import { renderText } from '../diagnosis/text.js';
import { findVersion } from '../exercises/store.js';
import { judgeFiles } from '../judging/judge-files.js';
import { createLog } from '../log.js';
import { connectEngine, pingEngine } from '../sandbox/engine.js';
import { createSandbox } from '../sandbox/sandbox.js';
import type { Timings } from '../schemas/submission.js';
import { readSubmission } from '../submissions/read.js';
import { withDatabase } from './with-database.js';

/** Judges a submission once more with the seeds of its newest judgement, prints the diagnosis, and records nothing. */
export async function replay(config: Config, [id, ...rest]: string[]): Promise<number> {
  if (!z.uuid().safeParse(id).success || id === undefined || rest.length > 0) {
    process.stderr.write('raceway replay SUBMISSION\n');
    return 2;
  }
  const { submission, exercise } = await withDatabase(config, async (db) => {
    const submission = await readSubmission(db, { id: 'replay', role: 'admin' }, id);
    return { submission, exercise: await findVersion(db, submission.exerciseVersion) };
  });
  const docker = connectEngine();
  await pingEngine(docker);
  const sandbox = createSandbox(docker, config.sandbox, createLog({ logLevel: 'warn' }));
  try {
    const schedule = scheduleOf(submission.timings?.runs ?? []);
    const parts = { sandbox, sandboxConfig: config.sandbox };
    const { outcome } = await judgeFiles(parts, exercise, submission.files, schedule.length > 0 ? { schedule } : {});
    process.stdout.write(renderText({ ...submission, ...outcome }));
    return 0;
  } finally {
    await sandbox.close();
  }
}

/** The schedule of recorded runs: those that only went on after a test had ended the process are part of the one before. */
function scheduleOf(runs: Timings['runs']): { procs: number; repetitions: number; seed: number }[] {
  const entries = runs.filter((run) => run.repetitions > 0).map(({ procs, repetitions, seed }) => ({ procs, repetitions, seed }));
  return entries.filter((entry, i) => JSON.stringify(entry) !== JSON.stringify(entries[i - 1]));
}
