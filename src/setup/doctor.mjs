import { fileURLToPath } from 'node:url';
import { probeCheckout, probeDocker, probeHome, probeNode, probePort, probePostgres, probeRedis } from './probes.mjs';

/** @typedef {import('./probes.mjs').Finding} Finding */

/**
 * Looks at every part that Raceway needs, and changes none.
 * @returns {Promise<Finding[]>}
 */
export async function diagnose() {
  const slow = await Promise.all([probeDocker(), probePostgres(), probeRedis(), probePort()]);
  return [probeNode(), ...probeCheckout(), ...slow.flat(), probeHome()];
}

/**
 * Prints the findings, with what to do about those that are missing.
 * @returns {Promise<number>} the exit code: 1 when something needed is missing
 */
export async function doctor() {
  const findings = await diagnose();
  const marks = { ok: '✓', missing: '✗', 'not needed': '-' };
  for (const { part, state, found, advice } of findings) {
    console.log(`${marks[state]} ${part.padEnd(15)} ${state.padEnd(11)} ${found}`);
    if (advice) console.log(`${' '.repeat(30)}${advice.replaceAll('\n', `\n${' '.repeat(30)}`)}`);
  }
  return findings.some(({ state }) => state === 'missing') ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await doctor();
