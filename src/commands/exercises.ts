import path from 'node:path';
import type { Config } from '../config.js';
import { syncExercises } from '../exercises/sync.js';
import { verifyExercises } from '../judging/verify.js';
import { createLog } from '../log.js';
import { syncQuizzes } from '../quizzes/sync.js';
import { connectEngine, pingEngine } from '../sandbox/engine.js';
import { createSandbox } from '../sandbox/sandbox.js';
import { withDatabase } from './with-database.js';

export async function exercises(config: Config, [action, ...slugs]: string[], times = '1'): Promise<number> {
  if (action === 'sync') return sync(config);
  if (action === 'verify' && Number(times) >= 1) return verify(config, slugs, Number(times));
  process.stderr.write('raceway exercises sync | verify [slug …] [--times N]\n');
  return 2;
}

async function sync(config: Config): Promise<number> {
  await withDatabase(config, async (db) => {
    report('exercises', await syncExercises(db, config.exercisesDir));
    report('quizzes', await syncQuizzes(db, config.exercisesDir));
  });
  return 0;
}

function report(kind: string, { total, changed }: { total: number; changed: string[] }): void {
  process.stdout.write(`${total} ${kind}; new or changed: ${changed.join(', ') || 'none'}\n`);
}

async function verify(config: Config, slugs: string[], times: number): Promise<number> {
  const docker = connectEngine();
  await pingEngine(docker);
  const sandbox = createSandbox(docker, config.sandbox, createLog({ logLevel: 'warn' }));
  let wrong = 0;
  try {
    const parts = { sandbox, sandboxConfig: config.sandbox };
    for await (const result of verifyExercises(parts, config.exercisesDir, slugs, times)) {
      const mark = result.verdict === result.expected ? '✓' : '✗';
      if (mark === '✗') wrong++;
      const seconds = (result.ms / 1000).toFixed(2);
      process.stdout.write(
        `${mark} ${path.join(result.slug, 'submissions', result.expected, result.name)}  ${result.verdict}  ${seconds} s  ${result.message}\n`,
      );
    }
  } finally {
    await sandbox.close();
  }
  process.stdout.write(wrong === 0 ? 'every example got its verdict\n' : `${wrong} judgings gave another verdict than their folder says\n`);
  return wrong === 0 ? 0 : 1;
}
