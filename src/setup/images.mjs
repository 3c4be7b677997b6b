import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideBase } from './base-image.mjs';
import { call, follow } from './engine-api.mjs';
import { home, root } from './paths.mjs';
import { digest } from './stamps.mjs';

/** The stages of sandbox/Dockerfile that containers are made from. */
const stages = /** @type {const} */ (['build', 'run']);

/** @typedef {Record<typeof stages[number], string>} Images references by stage */

/** The images that this checkout's sandbox/ makes. @returns {Images} */
export function imageNames() {
  const version = digest(['sandbox']).slice(0, 12);
  return { build: `raceway-build:${version}`, run: `raceway-run:${version}` };
}

/**
 * Builds the sandbox images unless the engine has them, and tells the server their names in `images.json` in the data folder.
 * @param {import('./steps.mjs').Log} log
 * @param {string} address the engine, as in `DOCKER_HOST`
 * @returns {Promise<string | undefined>} `up to date` when there was nothing to build
 */
export async function provideImages(log, address) {
  const names = imageNames();
  const present = await listImages(address);
  const missing = stages.filter((stage) => !present.includes(names[stage]));
  if (missing.length > 0) {
    const base = await provideBase(log, address);
    for (const stage of missing) await buildStage(log, address, stage, names[stage], base);
    await removeOthers(address, present, Object.values(names));
  }
  tell(names);
  return missing.length === 0 ? 'up to date' : undefined;
}

/**
 * @param {string} address
 * @returns {Promise<string[]>} references of the sandbox images that the engine has
 */
export async function listImages(address) {
  const filters = JSON.stringify({ label: ['raceway.image'] });
  /** @type {{ RepoTags: string[] | null }[]} */
  const images = await call(address, 'GET', '/images/json', { query: { filters } });
  return images.flatMap(({ RepoTags }) => RepoTags ?? []);
}

/**
 * @param {import('./steps.mjs').Log} log
 * @param {string} address
 * @param {string} target
 * @param {string} name
 * @param {string} base
 */
async function buildStage(log, address, target, name, base) {
  const tar = spawn('tar', ['-C', join(root, 'sandbox'), '-c', '.']);
  tar.stderr.on('data', (text) => log.write(String(text)));
  const query = {
    t: name,
    target,
    buildargs: JSON.stringify({ GO_IMAGE: base }),
    // It needs none: what is compiled is all there.
    networkmode: 'none',
    labels: JSON.stringify({ 'raceway.image': '1' }),
    forcerm: '1',
  };
  await follow(address, '/build', { query, body: tar.stdout }, ({ stream }) => {
    if (stream) log.write(stream);
  });
}

/**
 * Removes the images that earlier states of sandbox/ made; the engine keeps those that a container uses.
 * @param {string} address
 * @param {string[]} present
 * @param {string[]} wanted
 */
async function removeOthers(address, present, wanted) {
  const ours = present.filter((name) => /^raceway-(build|run):[0-9a-f]{12}$/.test(name));
  for (const name of ours.filter((name) => !wanted.includes(name))) {
    await call(address, 'DELETE', `/images/${name}`).catch(() => {});
  }
}

/** @param {Images} names */
function tell(names) {
  const path = join(home, 'images.json');
  const text = `${JSON.stringify(names)}\n`;
  try {
    if (readFileSync(path, 'utf8') === text) return;
  } catch {
    mkdirSync(home, { recursive: true });
  }
  writeFileSync(path, text);
}
