import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, installRefusal, system } from './apt.mjs';
import { has, run } from './children.mjs';
import { ask, call, follow } from './engine-api.mjs';
import { root } from './paths.mjs';
import { isRunning } from './processes.mjs';
import { SetupError } from './steps.mjs';

/** @typedef {import('./steps.mjs').Log} Log */

const release = 'trixie';
const goVersion = '1.27';
const ownBase = `raceway-base:go${goVersion}-${release}`;

/** How long a registry may take to send its first word, in milliseconds. */
const registryPatience = 15_000;

/**
 * An image with the Go toolchain to build the sandbox images from: the official one that sandbox/Dockerfile names, or, where no
 * registry answers, one made from Debian's packages.
 * @param {Log} log
 * @param {string} address the engine, as in `DOCKER_HOST`
 * @returns {Promise<string>} its reference
 * @throws {SetupError} when neither can be had
 */
export async function provideBase(log, address) {
  const official = officialBase();
  if (await isPresent(address, official)) return official;
  if (await isPresent(address, ownBase)) return ownBase;
  const reason = await pull(log, address, official);
  if (reason === undefined) return official;
  log.write(`${official} cannot be pulled: ${reason}\n`);
  const refusal = installRefusal();
  if (refusal && !(await canBootstrap())) {
    throw new SetupError(
      `The image ${official} cannot be pulled: ${reason}`,
      `Let this machine reach the registry, or load the image: docker load (from \`docker save ${official}\` elsewhere).\n` +
        `On Debian and Ubuntu, as root, set-up makes one from Debian's packages instead; here ${refusal}.`,
    );
  }
  await bootstrap(log, address);
  return ownBase;
}

const canBootstrap = async () => process.getuid?.() === 0 && (await has('mmdebstrap'));

function officialBase() {
  const dockerfile = readFileSync(join(root, 'sandbox', 'Dockerfile'), 'utf8');
  const name = /^ARG GO_IMAGE=(\S+)/m.exec(dockerfile)?.[1];
  if (!name) throw new SetupError('sandbox/Dockerfile has no line ARG GO_IMAGE=…');
  return name;
}

/**
 * @param {string} address
 * @param {string} name
 */
async function isPresent(address, name) {
  const answer = await ask(address, 'GET', `/images/${name}/json`);
  answer.resume();
  return answer.statusCode === 200;
}

/**
 * @param {Log} log
 * @param {string} address
 * @param {string} name
 * @returns {Promise<string | undefined>} why it could not be pulled
 */
async function pull(log, address, name) {
  const silence = new AbortController();
  // Once the registry has begun to send, a slow network may take its time.
  const timer = setTimeout(() => silence.abort(), registryPatience);
  try {
    const what = { query: { fromImage: name }, signal: silence.signal };
    await follow(address, '/images/create', what, ({ status, id, progress }) => {
      clearTimeout(timer);
      if (!progress) log.write(`${id ? `${id}: ` : ''}${status}\n`);
    });
    return undefined;
  } catch (error) {
    if (silence.signal.aborted) return `the registry sent nothing for ${registryPatience / 1000} s`;
    return /** @type {Error} */ (error).message;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Makes the base image from Debian's packages, with Go where the official image has it.
 * @param {Log} log
 * @param {string} address
 */
async function bootstrap(log, address) {
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  if (!(await has('mmdebstrap')) || !existsSync(keyring)) await install(log, ['mmdebstrap', 'debian-archive-keyring']);
  const folder = workFolder();
  const archive = join(folder, 'base.tar');
  const mirror = debianMirror();
  try {
    await run(
      log,
      'mmdebstrap',
      [
        '--variant=minbase',
        `--keyring=${keyring}`,
        `--include=ca-certificates,golang-${goVersion}-go,gcc,libc6-dev`,
        `--customize-hook=ln -s ../lib/go-${goVersion} "$1/usr/local/go"`,
        release,
        archive,
        `deb ${mirror} ${release} main`,
        `deb ${mirror} ${release}-backports main`,
      ],
      { env: { TMPDIR: folder, LC_ALL: 'C.UTF-8' }, advice: `Debian's packages come from ${mirror}: check that this machine reaches it.` },
    );
    const [repo = '', tag = ''] = ownBase.split(':');
    const path = '/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    await call(address, 'POST', '/images/create', {
      query: { fromSrc: '-', repo, tag, changes: `ENV PATH=${path}` },
      body: createReadStream(archive),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A new folder, named after this process so that those of processes that were killed can be told and removed. */
function workFolder() {
  const prefix = 'raceway-base-';
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    if (!isRunning(Number(name.slice(prefix.length)))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  const folder = join(tmpdir(), `${prefix}${process.pid}`);
  // Apt's unprivileged user has to reach what lies in it.
  mkdirSync(folder, { mode: 0o755 });
  return folder;
}

/** The mirror that this machine gets Debian's packages from. */
function debianMirror() {
  const fallback = 'http://deb.debian.org/debian';
  if (system() !== 'debian') return fallback;
  const folder = '/etc/apt/sources.list.d';
  const sources = readdirSync(folder)
    .filter((name) => /\.(list|sources)$/.test(name))
    .map((name) => join(folder, name))
    .concat('/etc/apt/sources.list')
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8').replace(/^\s*#.*$/gm, ''))
    .join('\n');
  // The security archive lies beside the main one, under another name.
  return /https?:\/\/\S+\/debian\/?(?=\s)/.exec(sources)?.[0] ?? fallback;
}
