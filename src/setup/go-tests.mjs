import { text } from 'node:stream/consumers';
import { ask, call } from './engine-api.mjs';
import { SetupError } from './steps.mjs';

/** @typedef {{ passed: number, failed: number }} Tally */

// Where sandbox/Dockerfile puts the sources of the runner.
const sources = '/opt/raceway/src';

/**
 * Runs the Go tests of sandbox/ inside the build image, which has the toolchain and the compiled standard library.
 * @param {import('./steps.mjs').Log} log
 * @param {Pick<import('./prepare.mjs').Ready, 'address' | 'images' | 'onLeave'>} ready
 * @param {Tally} tally gets what the tests count
 * @throws {SetupError} when any failed
 */
export async function runGoTests(log, { address, images, onLeave }, tally) {
  const { Id } = await call(address, 'POST', '/containers/create', {
    json: {
      Image: images.build,
      Entrypoint: ['sh', '-c', 'go vet ./... && go test -json ./...'],
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
  count(output, log, tally);
  if (StatusCode === 0 && tally.failed === 0 && tally.passed > 0) return;
  tally.failed = Math.max(tally.failed, 1);
  throw new SetupError(`${tally.passed} Go tests passed, ${tally.failed} failed (exit code ${StatusCode}).`);
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
