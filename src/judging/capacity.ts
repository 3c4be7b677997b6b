import { buildLimits } from '../sandbox/container.js';

/** The share of a host's memory that judging may take; the rest is for the engine, the worker and the page cache. */
const share = 0.9;

/**
 * How many judgements at once a host bears, at least one: no more than was configured, than it has processors and one, which is at work while
 * others wait for a container or for the detector's last look, or than its memory holds if each takes all that it may, a build and a run. Pure.
 * @param memoryBytes the host's memory. @param runMemoryMb the ceiling of one run container.
 */
export function slotsOf(
  configured: number,
  { cpus, memoryBytes, runMemoryMb }: { cpus: number; memoryBytes: number; runMemoryMb: number },
): number {
  const each = (buildLimits.memoryMb + runMemoryMb) * 1024 * 1024;
  return Math.max(1, Math.min(configured, cpus + 1, Math.floor((share * memoryBytes) / each)));
}
