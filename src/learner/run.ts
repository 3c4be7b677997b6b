import { readLearnerEnvironment } from '../config.js';
import { readAccount } from './account.js';
import { fetchStarter } from './fetch.js';
import { exerciseOf } from './folder.js';
import { hint } from './hint.js';
import { list } from './list.js';
import { login } from './login.js';
import { quiz } from './quiz.js';
import { CommandError } from './server.js';
import { submit, watch } from './submit.js';
import { terminalOf } from './terminal.js';

export interface Options {
  token?: string | undefined;
  exercise?: string | undefined;
  force?: boolean | undefined;
  json?: boolean | undefined;
  opened?: boolean | undefined;
}

const usage: Record<string, string> = {
  login: 'raceway login URL [--token TOKEN]',
  list: 'raceway list [--json]',
  fetch: 'raceway fetch EXERCISE [FOLDER] [--force]',
  submit: 'raceway submit [FOLDER] [--exercise EXERCISE] [--json]',
  watch: 'raceway watch [SUBMISSION] [--json]',
  hint: 'raceway hint [EXERCISE] [--opened]',
  quiz: 'raceway quiz QUIZ [--json]',
};

export const learnerCommands = Object.keys(usage);

/**
 * Runs a learner's command over the public API: nothing of the server is loaded.
 * @returns the exit status: 0 done (for submit and watch: accepted), 1 failed or another verdict, 2 wrong call.
 */
export async function runLearnerCommand(command: string, args: string[], options: Options): Promise<number> {
  const { accountFile, colour } = readLearnerEnvironment();
  const terminal = terminalOf(process.stdout, process.stderr, colour);
  const server = () => readAccount(accountFile);
  const [first, second] = args;
  const json = options.json === true;
  try {
    switch (`${command} ${args.length}`) {
      case 'login 1':
        return await login(accountFile, terminal, first ?? '', options.token ?? null);
      case 'list 0':
        return await list(server(), terminal, json);
      case 'fetch 1':
      case 'fetch 2':
        return await fetchStarter(server(), terminal, first ?? '', second ?? first ?? '', options.force === true);
      case 'submit 0':
      case 'submit 1':
        return await submit(server(), terminal, first ?? '.', options.exercise ?? null, json);
      case 'watch 0':
      case 'watch 1':
        return await watch(server(), terminal, first ?? null, json);
      case 'hint 0':
      case 'hint 1':
        return await hint(server(), terminal, first ?? exerciseOf('.'), options.opened === true);
      case 'quiz 1':
        return await quiz(server(), terminal, first ?? '', json);
      default:
        process.stderr.write(`${usage[command]}\n`);
        return 2;
    }
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.write('');
    process.stderr.write(`raceway: ${error.message}\n`);
    return 1;
  }
}
