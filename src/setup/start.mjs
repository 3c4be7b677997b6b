import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { prepared } from './prepare.mjs';

// The server runs in this process, so that there is one process to signal, and one to end.
await prepared('npm start', async ({ handOverSignals }) => {
  /** @type {{ main: (argv: string[]) => Promise<number> }} */
  const { main } = createRequire(import.meta.url)(join(root, 'dist', 'cli.js'));
  handOverSignals();
  return main(['serve']);
});
