import type Docker from 'dockerode';
import type { SandboxConfig } from '../config.js';
import { SandboxError } from '../errors.js';
import type { Logger } from '../log.js';
import type { BuildRequest } from '../schemas/sandbox.js';
import { apart } from '../trail.js';
import { type Builder, type Built, createBuilder } from './build.js';
import { buildKey, createBuildCache } from './build-cache.js';
import { buildContainer, type Limits } from './container.js';
import { owner, pingEngine, removeOrphans, removeOwn } from './engine.js';
import { createPool } from './pool.js';
import { createRemover } from './remover.js';
import { type PreparedRun, prepareRun } from './run.js';
import { startContainer } from './start.js';

const probeLimits: Limits = { memoryMb: 64, cpus: 1, pids: 64 };

/** The driver of both kinds of container: a build or run request in, a report out; it knows nothing of users or grades. */
export interface Sandbox {
  /** The image that builds, by which judgements are comparable. */
  image: string;
  /** Compiles, in a warm container that no other build uses at the same time. @throws SandboxError */
  build(request: BuildRequest): Promise<Built>;
  /** A started run container: one that was waiting, else a fresh one. @throws SandboxError */
  prepareRun(limits: Limits): Promise<PreparedRun>;
  /** Starts run containers with these limits ahead of their requests, in place of those that were taken. */
  refill(limits: Limits): void;
  /** Starts warm containers of both kinds and removes orphans. @param limits those that are likely to be asked for. */
  warmUp(limits: Limits): Promise<void>;
  /**
   * Whether the engine answers and can start a container of each kind now. After a fault it tells those of a host, which are no fault of
   * what was judged, from those of one judgement.
   */
  isFit(): Promise<boolean>;
  /** How many containers there are of each kind, by what they do. */
  figures(): { build: { idle: number; busy: number }; run: { waiting: number; busy: number } };
  /** Removes every container of this process, also those that are at work. */
  close(): Promise<void>;
}

/**
 * @param spares how many run containers are kept waiting; without any, each is started when it is asked for.
 * @throws SandboxError when there are no images: set-up has not run.
 */
export function createSandbox(docker: Docker, config: SandboxConfig, log: Logger, spares = 0): Sandbox {
  const { images } = config;
  if (!images)
    throw new SandboxError('the sandbox images are not known: run `npm start` once, or set SANDBOX_BUILD_IMAGE and SANDBOX_RUN_IMAGE');
  const idle: Builder[] = [];
  const all = new Set<Builder>();
  const cache = createBuildCache();
  const remover = createRemover(log);
  const pool = createPool(spares, (limits) => prepareRun(docker, config, images.run, limits, remover));

  async function probe(): Promise<void> {
    await pingEngine(docker);
    const run = await prepareRun(docker, config, images?.run ?? '', probeLimits, remover);
    run.discard();
    const { container, talk } = await startContainer(docker, buildContainer(config, images?.build ?? '', owner), remover);
    talk.close();
    remover.remove(container);
  }
  let probing: Promise<boolean> | null = null;

  function takeBuilder(): Builder {
    const builder = idle.pop() ?? createBuilder(docker, config, images?.build ?? '', remover);
    all.add(builder);
    return builder;
  }

  async function build(request: BuildRequest): Promise<Built> {
    const builder = takeBuilder();
    try {
      const built = await builder.build(request);
      log.info({ container: builder.container(), status: built.report.status }, 'built in');
      return built;
    } finally {
      idle.push(builder);
    }
  }

  const running = new Set<PreparedRun>();
  async function prepare(limits: Limits): Promise<PreparedRun> {
    const prepared = await pool.take(limits);
    running.add(prepared);
    return {
      ...prepared,
      run: (...asked) => {
        log.info({ container: prepared.id }, 'running in');
        return prepared.run(...asked).finally(() => running.delete(prepared));
      },
      discard: () => {
        running.delete(prepared);
        prepared.discard();
      },
    };
  }

  return {
    image: images.build,
    build: async (request) => {
      const key = buildKey(request);
      const known = cache.get(key);
      if (known) return known;
      const built = await build(request);
      cache.put(key, built);
      return built;
    },
    prepareRun: prepare,
    // Apart: those that are started ahead are not of the judgement that made room for them.
    refill: (limits) => apart(() => pool.refill(limits)),
    warmUp: async (limits) => {
      await removeOrphans(docker, config, log);
      pool.refill(limits);
      const builder = takeBuilder();
      await builder.warmUp();
      idle.push(builder);
    },
    isFit: () => {
      // One probe at a time answers all who ask.
      probing ??= apart(probe)
        .then(() => true)
        .catch((error: Error) => {
          log.warn({ error: error.message }, 'the sandbox cannot judge now');
          return false;
        })
        .finally(() => {
          probing = null;
        });
      return probing;
    },
    figures: () => ({
      build: { idle: idle.length, busy: all.size - idle.length },
      run: { waiting: pool.waiting(), busy: running.size },
    }),
    close: async () => {
      await pool.close();
      for (const builder of all) builder.close();
      await remover.close();
      // With an engine that does not answer nothing can be done: containers end by themselves, and the next start removes them.
      await pingEngine(docker).then(
        () => removeOwn(docker, config),
        (error: Error) => log.warn({ error: error.message }, 'containers were left to the next start'),
      );
    },
  };
}
