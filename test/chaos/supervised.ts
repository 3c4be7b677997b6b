import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../src/config.js';

/** What an init system waits before it starts a service again that has ended by itself. */
const restartMs = 1000;

/** A process of the real program that is started again whenever it ends, as an init system would. */
export interface Supervised {
  /** Ends it, leaves it ended for `downMs`, and starts it again. @returns its exit status, or the signal that it died of. */
  restart(signal: NodeJS.Signals, downMs: number): Promise<number | string>;
  /** Ends it for good. */
  stop(): Promise<number | string>;
}

/**
 * @param command as of `raceway`
 * @param log where its output goes; what is there stays.
 */
export function supervise(command: string, env: NodeJS.ProcessEnv, log: string): Supervised {
  let wanted = true;
  let child = start();

  function start(): ChildProcess {
    const output = openSync(log, 'a');
    const fresh = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), command], { env, stdio: ['ignore', output, output] });
    closeSync(output);
    fresh.once('exit', async () => {
      if (!wanted) return;
      await sleep(restartMs);
      if (wanted && child === fresh) child = start();
    });
    return fresh;
  }
  async function end(signal: NodeJS.Signals): Promise<number | string> {
    wanted = false;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    return child.exitCode ?? child.signalCode ?? 'unknown';
  }

  return {
    restart: async (signal, downMs) => {
      const status = await end(signal);
      await sleep(downMs);
      wanted = true;
      child = start();
      return status;
    },
    stop: () => end('SIGTERM'),
  };
}

/** Runs a command of the real program to its end. @throws when it fails. */
export async function runOnce(command: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), command], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`raceway ${command} ended with ${code}`);
}
