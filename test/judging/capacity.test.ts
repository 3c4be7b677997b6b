import { slotsOf } from '../../src/judging/capacity.js';

const gibibyte = 1024 ** 3;

test.each([
  ['as configured', 2, { cpus: 8, memoryBytes: 64 * gibibyte }, 2],
  ['no more than there are processors and one', 8, { cpus: 2, memoryBytes: 64 * gibibyte }, 3],
  ['no more than the memory holds', 8, { cpus: 8, memoryBytes: 8 * gibibyte }, 2],
  ['one, however small the host is', 8, { cpus: 1, memoryBytes: gibibyte }, 1],
])('a worker judges %s at once', (_what, configured, host, slots) => {
  expect(slotsOf(configured, { ...host, runMemoryMb: 1024 })).toBe(slots);
});
