import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './paths.mjs';

/**
 * The digest of files' names and contents.
 * @param {string[]} paths files and folders, relative to the checkout; one that does not exist counts as empty
 * @param {string[]} words whatever else decides, such as a version
 * @param {(path: string) => boolean} [wanted] leaves out files and folders for which it says no
 * @returns {string} 64 hexadecimal digits
 */
export function digest(paths, words = [], wanted = () => true) {
  const hash = createHash('sha256');
  for (const word of words) hash.update(`${word}\0`);
  for (const path of paths.flatMap((path) => files(join(root, path), wanted))) {
    const content = readFileSync(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @param {(path: string) => boolean} wanted
 * @returns {string[]} every file under it, in a fixed order
 */
function files(path, wanted) {
  if (!existsSync(path) || !wanted(relative(root, path))) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name), wanted));
}

/**
 * A stamp lies in the folder that it vouches for: whoever deletes the folder deletes the claim with it.
 * @param {string} folder relative to the checkout
 */
const stampFile = (folder) => join(root, folder, '.raceway-stamp');

/**
 * Does the work unless it was done for the same inputs already.
 * @param {string} folder what the work makes, relative to the checkout
 * @param {string} inputs a digest
 * @param {() => Promise<void>} work
 * @returns {Promise<string | undefined>} `up to date` when there was nothing to do
 */
export async function unlessStamped(folder, inputs, work) {
  if (isStamped(folder, inputs)) return 'up to date';
  await work();
  writeFileSync(stampFile(folder), inputs);
  return undefined;
}

/**
 * @param {string} folder
 * @param {string} inputs
 */
export function isStamped(folder, inputs) {
  return existsSync(stampFile(folder)) && readFileSync(stampFile(folder), 'utf8') === inputs;
}
