import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';
import { root } from './paths.mjs';
import { digest, isStamped, unlessStamped } from './stamps.mjs';
import { SetupError } from './steps.mjs';

/** @typedef {import('./steps.mjs').Log} Log */

/**
 * @throws {SetupError} when this Node is too old to run Raceway
 * @returns {string} its version
 */
export function checkNode() {
  /** @type {{ engines: { node: string } }} */
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const least = numbers(engines.node);
  const found = numbers(process.versions.node);
  const first = found.findIndex((part, at) => part !== (least[at] ?? 0));
  if (first >= 0 && (found[first] ?? 0) < (least[first] ?? 0)) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: Raceway needs ${engines.node}.`,
      'Install it from https://nodejs.org/ or with your version manager (the checkout has an .nvmrc).',
    );
  }
  return process.version;
}

/** @param {string} version */
const numbers = (version) => version.replace(/^\D+/, '').split('.').map(Number);

const nodeModulesInputs = () => digest(['package-lock.json'], [process.version, process.platform, process.arch]);

/** Installs node_modules as the lock file says. @param {Log} log */
export function installModules(log) {
  return unlessStamped('node_modules', nodeModulesInputs(), async () => {
    // Under `npm start` this is the very npm that was called, which need not be the first one in the path.
    const [command, script] = process.env.npm_execpath
      ? [process.execPath, [process.env.npm_execpath]]
      : ['npm', /** @type {string[]} */ ([])];
    await run(log, command, [...script, 'ci', '--include=dev', '--no-audit', '--no-fund'], {
      advice: 'Packages come from the npm registry: check the network, and `npm config get registry`.',
    });
  });
}

const clientInputs = () => digest(['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']);

/** Generates the Prisma client. @param {Log} log */
export function generateClient(log) {
  return unlessStamped('src/generated', clientInputs(), () =>
    run(log, process.execPath, ['node_modules/prisma/build/index.js', 'generate']),
  );
}

const buildInputs = () =>
  digest(
    ['src', 'tsconfig.json', 'tsconfig.build.json', 'node_modules/typescript/package.json'],
    [],
    (path) => path !== join('src', 'setup') && !path.endsWith('.raceway-stamp'),
  );

/** Compiles the server into dist. @param {Log} log */
export function build(log) {
  return unlessStamped('dist', buildInputs(), async () => {
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    await run(log, process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  });
}

/** What set-up would have to do, for `doctor`. */
export function nodeState() {
  return {
    modules: isStamped('node_modules', nodeModulesInputs()),
    client: isStamped('src/generated', clientInputs()),
    build: isStamped('dist', buildInputs()),
  };
}
