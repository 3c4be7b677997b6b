import { exitCode } from './children.mjs';
import { prepared } from './prepare.mjs';

// `npm run bench` and `npm run reliability`: set-up, then the program of that name in test/bench/, with the arguments that follow.
const [program = '', ...args] = process.argv.slice(2);

await prepared(`npm run ${program}`, async ({ images }) => {
  const env = { SANDBOX_BUILD_IMAGE: images.build, SANDBOX_RUN_IMAGE: images.run };
  return exitCode(process.execPath, ['--import', 'tsx', `test/bench/${program}.ts`, ...args], { output: 'inherit', env });
});
