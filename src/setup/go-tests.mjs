import { text } from 'node:stream/consumers';
import { ask, call } from './engine-api.mjs';
import { SetupError } from './steps.mjs';

/** @typedef {{ passed: number, failed: number }} Tally */
/** @typedef {Pick<import('./prepare.mjs').Ready, 'address' | 'images' | 'onLeave'>} Engine */

// Where sandbox/Dockerfile puts the sources of the runner.
const sources = '/opt/raceway/src';

/**
 * Runs the Go tests of sandbox/ inside the build image, which has the toolchain and the compiled standard library.
 * @param {import('./steps.mjs').Log} log
 * @param {Engine} engine
 * @param {Tally} tally gets what the tests count
 * @throws {SetupError} when any failed
 */
export async function runGoTests(log, engine, tally) {
  await runGo(log, engine, tally, 'go vet ./... && go test -json ./...');
}

/**
 * Fuzzes the validator for a minute. What the fuzzer finds interesting is made smaller only a little: that is for people,
 * and takes up to a minute for each.
 * @param {import('./steps.mjs').Log} log
 * @param {Engine} engine
 * @param {Tally} tally counts it as one test
 * @throws {SetupError} when it let something forbidden through
 */
export async function runFuzzing(log, engine, tally) {
  const fuzz = 'go test -json -run=^$ -fuzz=FuzzCheck -fuzztime=60s -fuzzminimizetime=10x ./runner/validate';
  // The fuzzer writes what it found beside the sources, which are not to be written in the image.
  const found = 'cat runner/validate/testdata/fuzz/FuzzCheck/*; exit 1';
  await runGo(log, engine, tally, `cp -r . /tmp/src && cd /tmp/src && { ${fuzz} || { ${found}; }; }`);
}

/**
 * @param {import('./steps.mjs').Log} log
 * @param {Engine} engine
 * @param {Tally} tally
 * @param {string} script
 */
async function runGo(log, { address, images, onLeave }, tally, script) {
  const { Id } = await call(address, 'POST', '/containers/create', {
    json: {
      Image: images.build,
      Entrypoint: ['sh', '-c', script],
      Cmd: [],
      WorkingDir: sources,
      Labels: { 'raceway.kind': 'go-tests' },
      Tty: true,
      HostConfig: { NetworkMode: 'none', Init: true },
    },
  });
  const remove = () => call(address, 'DELETE', `/containers/${Id}`, { query: { force: '1' } });
  onLeave(remove);
  await call(address, 'POST', `/containers/${Id}/start`);
  const logs = await ask(address, 'GET', `/containers/${Id}/logs`, { query: { follow: '1', stdout: '1', stderr: '1' } });
  const output = await text(logs);
  const { StatusCode } = await call(address, 'POST', `/containers/${Id}/wait`);
  await remove();
  const own = { passed: 0, failed: 0 };
  count(output, log, own);
  const sound = StatusCode === 0 && own.failed === 0 && own.passed > 0;
  if (!sound) own.failed = Math.max(own.failed, 1);
  tally.passed += own.passed;
  tally.failed += own.failed;
  if (!sound) throw new SetupError(`${own.passed} Go tests passed, ${own.failed} failed (exit code ${StatusCode}).`);
}

/**
 * Counts top-level tests in the output of `go test -json`, and logs what the tests of failed ones printed.
 * @param {string} output
 * @param {import('./steps.mjs').Log} log
 * @param {Tally} tally
 */
function count(output, log, tally) {
  for (const line of output.split(/\r?\n/)) {
    const event = parse(line);
    if (event === undefined) log.write(line && `${line}\n`);
    if (event?.Action === 'output') log.write(event.Output ?? '');
    if (event?.Test === undefined || event.Test.includes('/')) continue;
    if (event.Action === 'pass') tally.passed += 1;
    if (event.Action === 'fail') tally.failed += 1;
  }
}

/**
 * @param {string} line
 * @returns {{ Action?: string, Test?: string, Output?: string } | undefined} undefined for a line that is no event
 */
function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
