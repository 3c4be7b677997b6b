import { exitCode } from './children.mjs';
import { prepared } from './prepare.mjs';

// `npm run bench`, `npm run reliability` and `npm run chaos`: set-up, then the program of that name, with the arguments that follow.
const [program = '', ...args] = process.argv.slice(2);

const file = program === 'chaos' ? 'test/chaos/main.ts' : `test/bench/${program}.ts`;

await prepared(`npm run ${program}`, async ({ images }) => {
  const env = { SANDBOX_BUILD_IMAGE: images.build, SANDBOX_RUN_IMAGE: images.run };
  return exitCode(process.execPath, ['--import', 'tsx', file, ...args], { output: 'inherit', env });
});
