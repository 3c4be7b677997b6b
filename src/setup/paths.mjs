import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The data folder: `RACEWAY_HOME`, by default `.raceway` in the checkout. */
export const home = resolve(root, process.env.RACEWAY_HOME || '.raceway');

export const logs = join(home, 'logs');
