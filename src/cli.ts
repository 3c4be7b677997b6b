#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { readConfig } from './config.js';

const usage = `raceway: a judge that teaches Go concurrency

For learners, over the network, from any machine with Node:
  raceway login URL [--token TOKEN]    keep where to go, and who you are there; without --token it is asked for
  raceway list                         the exercises and quizzes, and how you stand
  raceway fetch EXERCISE [FOLDER]      unpack a starter; --force replaces files that are there
  raceway submit [FOLDER]              hand in, follow to the verdict, print the diagnosis; exit status 0 only for accepted
  raceway watch [SUBMISSION]           follow one that was handed in, by default the newest
  raceway hint [EXERCISE]              open the next hint, which is recorded; --opened prints those that are open
  raceway quiz QUIZ                    take a quiz
  --json prints what the server said, for scripts

For operators and instructors:
  raceway serve                        the judge: API and worker in one process
  raceway api | work                   either of them alone
  raceway migrate                      bring the database up to date, store exercises and quizzes, make the first users
  raceway exercises sync               store the exercises and quizzes of exercises/
  raceway exercises verify [slug …] [--repeat N]
                                       judge every example in the sandbox; each must get its folder's verdict
  raceway exercises new SLUG           make a new exercise package, as a copy of a small one
  raceway replay SUBMISSION            judge a submission again with the seeds of its judgement, print the diagnosis, record nothing
  raceway quizzes import FILE --format gift|markdown [--slug S] [--title T]
                                       print the quiz.yaml of a file of questions
  raceway quizzes export SLUG --format gift
                                       print the questions of a quiz for Moodle
  raceway token create --role learner|instructor|admin [--name NAME]
                                       make a user with a token, and print the token
  raceway openapi                      print the OpenAPI document
  raceway doctor                       what was found of each part, and what to do about what is missing

Settings come from the environment: see docs/operators.md.
`;

const options = {
  help: { type: 'boolean' },
  role: { type: 'string' },
  name: { type: 'string' },
  repeat: { type: 'string' },
  token: { type: 'string' },
  exercise: { type: 'string' },
  force: { type: 'boolean' },
  json: { type: 'boolean' },
  opened: { type: 'boolean' },
  format: { type: 'string' },
  slug: { type: 'string' },
  title: { type: 'string' },
} as const;

/**
 * Runs one command. Each loads only what it needs: a learner's commands nothing of the server.
 * @returns the exit status: 0 done, 1 failed, 2 wrong call.
 */
export async function main(argv: string[]): Promise<number> {
  const parsed = parse(argv);
  if (!parsed) return 2;
  const { positionals, values } = parsed;
  const [command, ...rest] = positionals;
  switch (values.help ? 'help' : command) {
    case 'login':
    case 'list':
    case 'fetch':
    case 'submit':
    case 'watch':
    case 'hint':
    case 'quiz':
      return (await import('./learner/run.js')).runLearnerCommand(command ?? '', rest, values);
    case 'serve':
      return (await import('./commands/serve.js')).serve(readConfig(), { api: true, worker: true });
    case 'api':
      return (await import('./commands/serve.js')).serve(readConfig(), { api: true, worker: false });
    case 'work':
      return (await import('./commands/serve.js')).serve(readConfig(), { api: false, worker: true });
    case 'migrate':
      return (await import('./commands/migrate.js')).migrateCommand(readConfig());
    case 'exercises':
      return (await import('./commands/exercises.js')).exercises(readConfig(), rest, values.repeat);
    case 'quizzes':
      return (await import('./commands/quizzes.js')).quizzes(readConfig(), rest, values);
    case 'replay':
      return (await import('./commands/replay.js')).replay(readConfig(), rest);
    case 'token':
      return (await import('./commands/token.js')).token(readConfig(), rest, values);
    case 'openapi':
      return (await import('./commands/openapi.js')).openapi();
    case 'doctor':
      return (await import('./commands/doctor.js')).doctor();
    case 'help':
      process.stdout.write(usage);
      return 0;
    default:
      process.stderr.write(usage);
      return 2;
  }
}

/** Null, and said so, when the arguments have not the right form. */
function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options });
  } catch (error) {
    process.stderr.write(`raceway: ${(error as Error).message}\n`);
    return null;
  }
}

if (require.main === module) {
  // A reader that has seen enough, as `head` has, is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(1);
  });
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
      // A connection to something that hangs must not keep a process that has ended.
      setTimeout(() => process.exit(), 5000).unref();
    },
    (error: Error) => {
      process.stderr.write(`raceway: ${error.message}\n`);
      process.exitCode = 1;
    },
  );
}
