import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { goFirst } from '../src/priority.js';

/** CAP_SYS_NICE is bit 23 of the effective capabilities: capabilities(7). */
const mayRaise = ((BigInt(`0x${/CapEff:\s*(\w+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]}`) >> 23n) & 1n) === 1n;
const raised = mayRaise ? -10 : 0;

const autogroupOf = (pid: number) => /nice (-?\d+)/.exec(readFileSync(`/proc/${pid}/autogroup`, 'utf8'))?.[1];

async function withChild(options: { detached: boolean }, look: (pid: number) => void): Promise<void> {
  const child = spawn('sleep', ['60'], { ...options, stdio: 'ignore' });
  await once(child, 'spawn');
  try {
    look(child.pid ?? 0);
  } finally {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }
}

test('a process that leads its session goes first with it, where the system permits that', () =>
  withChild({ detached: true }, (pid) => {
    goFirst(pid);
    expect(getPriority(pid)).toBe(raised);
    if (existsSync('/proc/self/autogroup')) expect(autogroupOf(pid)).toBe(String(raised));
  }));

test("another process leaves its session, which may be somebody's terminal, as it is", () =>
  withChild({ detached: false }, (pid) => {
    const before = existsSync('/proc/self/autogroup') && autogroupOf(pid);
    goFirst(pid);
    expect(getPriority(pid)).toBe(raised);
    expect(existsSync('/proc/self/autogroup') && autogroupOf(pid)).toBe(before);
  }));

test('a process that is not there is nothing to fail for', () => expect(() => goFirst(2 ** 22 + 1)).not.toThrow());
