import type Docker from 'dockerode';
import type { ContainerCreateOptions } from 'dockerode';
import { type Conversation, converse } from './conversation.js';
import type { Remover } from './remover.js';
import { within } from './within.js';

/** How long the engine may take for one step of a container's start, which is a tenth of a second on an idle machine. */
const stepMs = 30_000;

export interface Started {
  container: Docker.Container;
  talk: Conversation;
  /** Milliseconds that the engine took. */
  birth: { createMs: number; startMs: number };
}

/**
 * Creates and starts a container whose runner can be talked to. What fails halfway is removed, also a container that an engine which had
 * stopped answering creates after all.
 * @throws SandboxError when the engine does not answer in time, or its own error.
 */
export async function startContainer(docker: Docker, options: ContainerCreateOptions, remover: Remover): Promise<Started> {
  const began = performance.now();
  const container = await inTime('no container was created', docker.createContainer(options), (late) => remover.remove(late));
  try {
    const created = performance.now();
    const talk = await inTime('the container could not be attached to', converse(container), (late) => late.close());
    await within(stepMs, 'the container did not start', container.start());
    return { container, talk, birth: { createMs: created - began, startMs: performance.now() - created } };
  } catch (error) {
    remover.remove(container);
    throw error;
  }
}

/** As within(); what comes too late is handed to `dispose`. */
async function inTime<T>(what: string, making: Promise<T>, dispose: (late: T) => void): Promise<T> {
  try {
    return await within(stepMs, what, making);
  } catch (error) {
    making.then(dispose, () => {});
    throw error;
  }
}
