import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../config.js';

/** What set-up can probe without this build; it must answer also when there is no build, hence a program of its own. */
export async function doctor(): Promise<number> {
  return spawnSync(process.execPath, [path.join(root, 'src', 'setup', 'doctor.mjs')], { stdio: 'inherit' }).status ?? 1;
}
