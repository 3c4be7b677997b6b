import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import Docker from 'dockerode';
import type { SandboxConfig } from '../config.js';
import { SandboxError } from '../errors.js';
import type { Logger } from '../log.js';
import { labels } from './container.js';
import { within } from './within.js';

/** Whose containers these are: a process, on a host. A worker that starts again in its container or pod has its predecessor's host name and number. */
export const owner = `${hostname()}/${process.pid}/${randomBytes(4).toString('hex')}`;

/** How long the engine may take to remove a container, or to list them. */
const answerMs = 15_000;

/** The engine at DOCKER_HOST, or at the usual socket. */
export function connectEngine(): Docker {
  return new Docker();
}

/** @throws SandboxError when the engine does not answer within `timeoutMs`. */
export async function pingEngine(docker: Docker, timeoutMs = 5000): Promise<void> {
  await within(timeoutMs, 'no answer', docker.ping()).catch((error: Error) => {
    throw new SandboxError(`the Docker engine does not answer: ${error.message}`, { cause: error });
  });
}

/**
 * Removes a container whatever its state; one that is gone already is fine.
 * @throws SandboxError when the engine does not manage it in several tries.
 */
export async function removeContainer(container: Docker.Container): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await within(answerMs, 'not removed', container.remove({ force: true, v: true }));
      return;
    } catch (error) {
      if (error instanceof SandboxError) throw error;
      const { statusCode, message } = error as { statusCode?: number; message: string };
      // 404: gone. 409: its removal is under way.
      if (statusCode === 404 || statusCode === 409) return;
      // 500 "Could not kill running container": it ended by itself in between (seen with engine 20.10); the next try finds it stopped.
      if (tries === 5) throw new SandboxError(`container ${container.id} could not be removed: ${message}`, { cause: error });
      await sleep(100 * tries);
    }
  }
}

/**
 * Removes containers of this instance whose worker has gone: those of a dead process of this host, and, of other hosts (whose
 * processes cannot be seen from here), those that have ended.
 * @returns how many were removed.
 */
export async function removeOrphans(docker: Docker, config: SandboxConfig, log: Logger): Promise<number> {
  const filters = { label: [`${labels.instance}=${config.instance}`] };
  const all = await within(answerMs, 'no list of containers', docker.listContainers({ all: true, filters }));
  const orphans = all.filter((info) => isOrphan(info.Labels[labels.owner] ?? '', info.State));
  await Promise.all(orphans.map((info) => removeContainer(docker.getContainer(info.Id))));
  if (orphans.length > 0) log.info({ containers: orphans.length }, 'removed containers that a killed worker left');
  return orphans.length;
}

/** Removes every container that this process has made for this instance. */
export async function removeOwn(docker: Docker, { instance }: SandboxConfig): Promise<void> {
  const filters = { label: [`${labels.instance}=${instance}`, `${labels.owner}=${owner}`] };
  const own = await within(answerMs, 'no list of containers', docker.listContainers({ all: true, filters }));
  await Promise.all(own.map((info) => removeContainer(docker.getContainer(info.Id))));
}

function isOrphan(label: string, state: string): boolean {
  if (label === owner) return false;
  const [host, pid] = label.split('/');
  if (host !== hostname()) return state === 'exited' || state === 'dead';
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
