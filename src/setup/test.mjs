import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode, run } from './children.mjs';
import { runFuzzing, runGoTests } from './go-tests.mjs';
import { prepared } from './prepare.mjs';
import { startRedis } from './redis.mjs';
import { StepFailed, step } from './steps.mjs';

// With arguments (`npm test -- submissions`) only jest runs, and gets them.
const jestArguments = process.argv.slice(2);

await prepared('npm test', async (ready) => {
  let redisUrl = '';
  await step('Redis for tests', 'redis', async (log) => {
    redisUrl = await startRedis(log, ready);
    return redisUrl;
  });
  const go = { passed: 0, failed: 0 };
  const failures = [];
  if (jestArguments.length === 0) {
    failures.push(await fails('checks', 'check', (log) => run(log, 'npm', ['run', '--silent', 'check'])));
    failures.push(await fails('Go tests', 'go-tests', (log) => runGoTests(log, ready, go)));
    failures.push(await fails('fuzzing', 'fuzzing', (log) => runFuzzing(log, ready, go)));
  }
  const jest = await runJest(ready, redisUrl);
  console.log(`${go.passed + jest.passed} passed, ${go.failed + jest.failed} failed`);
  return failures.includes(true) || jest.code !== 0 ? 1 : 0;
});

/**
 * @param {string} name
 * @param {string} logName
 * @param {(log: import('./steps.mjs').Log) => Promise<void>} work
 * @returns {Promise<boolean>} whether the step failed; the others run all the same
 */
async function fails(name, logName, work) {
  try {
    await step(name, logName, async (log) => void (await work(log)));
    return false;
  } catch (error) {
    if (error instanceof StepFailed) return true;
    throw error;
  }
}

/**
 * @param {import('./prepare.mjs').Ready} ready
 * @param {string} redisUrl
 */
async function runJest({ images }, redisUrl) {
  const folder = mkdtempSync(join(tmpdir(), 'raceway-jest-'));
  const results = join(folder, 'results.json');
  const env = { TEST_REDIS_URL: redisUrl, SANDBOX_BUILD_IMAGE: images.build, SANDBOX_RUN_IMAGE: images.run };
  const started = performance.now();
  try {
    const args = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${results}`, ...jestArguments];
    const code = await exitCode(process.execPath, args, { output: 'inherit', env });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${'jest'.padEnd(17)}${`${seconds} s`.padStart(8)}`);
    return { code, ...tally(results) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A test file that cannot even be loaded has no tests to count, and counts as one that failed.
 * @param {string} results jest's, as JSON
 */
function tally(results) {
  try {
    /** @type {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} */
    const counts = JSON.parse(readFileSync(results, 'utf8'));
    return { passed: counts.numPassedTests, failed: counts.numFailedTests + counts.numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
