import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, type Program } from '../support/processes.js';

/** Between a program's end and its next start, milliseconds. */
const pauseMs = 500;

/** A program that is started again whenever it ends, as a service manager does: one that finds no database at its start gives up. */
export interface Supervised {
  now(): Program;
  /** Ends it for good. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export function supervise(start: () => Program): Supervised {
  let program = start();
  let ended = false;
  const loop = (async () => {
    for (;;) {
      const { child } = program;
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      if (ended) return;
      await sleep(pauseMs);
      if (ended) return;
      program = start();
    }
  })();
  return {
    now: () => program,
    end: async (signal) => {
      ended = true;
      await end(program, signal);
      await loop;
    },
  };
}
