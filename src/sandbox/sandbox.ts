import type Docker from 'dockerode';
import type { SandboxConfig } from '../config.js';
import { SandboxError } from '../errors.js';
import type { Logger } from '../log.js';
import type { BuildRequest } from '../schemas/sandbox.js';
import { type Builder, type Built, createBuilder } from './build.js';
import type { Limits } from './container.js';
import { removeOrphans, removeOwn } from './engine.js';
import { type PreparedRun, prepareRun } from './run.js';

/** The driver of both kinds of container: a build or run request in, a report out; it knows nothing of users or grades. */
export interface Sandbox {
  /** The image that builds, by which judgements are comparable. */
  image: string;
  /** Compiles, in a warm container that no other build uses at the same time. @throws SandboxError */
  build(request: BuildRequest): Promise<Built>;
  /** Starts a run container ahead of its request. @throws SandboxError */
  prepareRun(limits: Limits): Promise<PreparedRun>;
  /** Starts one warm build container and removes orphans. */
  warmUp(): Promise<void>;
  /** Removes every container of this process, also those that are at work. */
  close(): Promise<void>;
}

/** @throws SandboxError when there are no images: set-up has not run. */
export function createSandbox(docker: Docker, config: SandboxConfig, log: Logger): Sandbox {
  const { images } = config;
  if (!images)
    throw new SandboxError('the sandbox images are not known: run `npm start` once, or set SANDBOX_BUILD_IMAGE and SANDBOX_RUN_IMAGE');
  const idle: Builder[] = [];
  const all = new Set<Builder>();

  function takeBuilder(): Builder {
    const builder = idle.pop() ?? createBuilder(docker, config, images?.build ?? '');
    all.add(builder);
    return builder;
  }

  return {
    image: images.build,
    build: async (request) => {
      const builder = takeBuilder();
      try {
        return await builder.build(request);
      } finally {
        idle.push(builder);
      }
    },
    prepareRun: (limits) => prepareRun(docker, config, images.run, limits),
    warmUp: async () => {
      await removeOrphans(docker, config, log);
      const builder = takeBuilder();
      await builder.warmUp();
      idle.push(builder);
    },
    close: async () => {
      await Promise.all([...all].map((builder) => builder.close()));
      await removeOwn(docker, config);
    },
  };
}
