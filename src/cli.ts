#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { doctor } from './commands/doctor.js';
import { exercises } from './commands/exercises.js';
import { migrateCommand } from './commands/migrate.js';
import { openapi } from './commands/openapi.js';
import { quizzes } from './commands/quizzes.js';
import { serve } from './commands/serve.js';
import { token } from './commands/token.js';
import { readConfig } from './config.js';

const usage = `raceway: a judge that teaches Go concurrency

  raceway serve                        the judge: API and worker in one process
  raceway api | work                   either of them alone
  raceway migrate                      bring the database up to date, store the exercises, make the first users
  raceway exercises sync               store the exercise packages of exercises/
  raceway exercises verify [slug …] [--times N]
                                       judge every example in the sandbox; each must get its folder's verdict
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

/** Runs one command. @returns the exit status: 0 done, 1 failed, 2 wrong call. */
export async function main(argv: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      name: { type: 'string' },
      times: { type: 'string' },
      format: { type: 'string' },
      slug: { type: 'string' },
      title: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [command, ...rest] = positionals;
  const config = readConfig();
  switch (values.help ? 'help' : command) {
    case 'serve':
      return serve(config, { api: true, worker: true });
    case 'api':
      return serve(config, { api: true, worker: false });
    case 'work':
      return serve(config, { api: false, worker: true });
    case 'migrate':
      return migrateCommand(config);
    case 'exercises':
      return exercises(config, rest, values.times);
    case 'quizzes':
      return quizzes(config, rest, values);
    case 'token':
      return token(config, rest, values);
    case 'openapi':
      return openapi();
    case 'doctor':
      return doctor();
    case 'help':
      process.stdout.write(usage);
      return 0;
    default:
      process.stderr.write(usage);
      return 2;
  }
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: Error) => {
      process.stderr.write(`raceway: ${error.message}\n`);
      process.exitCode = 1;
    },
  );
}
