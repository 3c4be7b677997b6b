import { exitCode } from './children.mjs';
import { prepared } from './prepare.mjs';

// With a number, so many judgings of each example: `npm run bench -- 30`.
await prepared('npm run bench', async ({ images }) => {
  const env = { SANDBOX_BUILD_IMAGE: images.build, SANDBOX_RUN_IMAGE: images.run };
  return exitCode(process.execPath, ['--import', 'tsx', 'test/bench/latency.ts', ...process.argv.slice(2)], { output: 'inherit', env });
});
