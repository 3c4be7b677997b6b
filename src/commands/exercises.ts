import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Config, root } from '../config.js';
import { scaffoldExercise } from '../exercises/scaffold.js';
import { syncExercises } from '../exercises/sync.js';
import { verificationFaults, verificationTable, verifyExercises } from '../judging/verify.js';
import { createLog } from '../log.js';
import { syncQuizzes } from '../quizzes/sync.js';
import { connectEngine, pingEngine } from '../sandbox/engine.js';
import { createSandbox } from '../sandbox/sandbox.js';
import { withDatabase } from './with-database.js';

const usage = 'raceway exercises sync | verify [slug …] [--repeat N] | new SLUG\n';

export async function exercises(config: Config, [action, ...slugs]: string[], repeat = '1'): Promise<number> {
  if (action === 'sync' && slugs.length === 0) return sync(config);
  if (action === 'verify' && /^[1-9]\d{0,3}$/.test(repeat)) return verify(config, slugs, Number(repeat));
  if (action === 'new' && slugs[0] !== undefined && slugs.length === 1) return create(config, slugs[0]);
  process.stderr.write(usage);
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

function create(config: Config, slug: string): number {
  const folder = scaffoldExercise(config.exercisesDir, slug, path.join(root, 'exercises', 'safe-counter'));
  process.stdout.write(
    `${folder}\n\nIt verifies as it is: raceway exercises verify ${slug}\nThen make it yours, file by file: see docs/instructors.md.\n`,
  );
  return 0;
}

/** Progress goes to stderr, the table and what is wrong to stdout. */
async function verify(config: Config, slugs: string[], repeat: number): Promise<number> {
  const docker = connectEngine();
  await pingEngine(docker);
  const sandbox = createSandbox(docker, config.sandbox, createLog({ logLevel: 'warn' }));
  const began = performance.now();
  let done = 0;
  try {
    const parts = { sandbox, sandboxConfig: config.sandbox };
    // One more than there are processors: those that wait for a deadlock or a container use none.
    const options = { slugs, repeat, lanes: availableParallelism() + 1 };
    const { exercises, verifications } = await verifyExercises(parts, config.exercisesDir, options, (verification, total) => {
      const { slug, expected, name, outcomes } = verification;
      const right = outcomes.filter(({ verdict }) => verdict === expected).length;
      const mark = right === outcomes.length ? '✓' : '✗';
      process.stderr.write(`${mark} ${++done}/${total} ${slug}/submissions/${expected}/${name}  ${outcomes[0]?.message}\n`);
    });
    const faults = verificationFaults(exercises, verifications);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const summary = `${verifications.length} solutions of ${exercises.length} exercises, ${repeat} times each, in ${seconds} s`;
    process.stdout.write(`${verificationTable(verifications)}\n${summary}\n`);
    process.stdout.write(faults.length === 0 ? 'every solution got its verdict, every time\n' : `${faults.join('\n')}\n`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await sandbox.close();
  }
}
