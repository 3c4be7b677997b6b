import type Docker from 'dockerode';
import type { SandboxConfig } from '../config.js';
import { SandboxError } from '../errors.js';
import { type BuildReport, type BuildRequest, buildReportSchema } from '../schemas/sandbox.js';
import { buildContainer } from './container.js';
import { type Conversation, converse } from './conversation.js';
import { owner, removeContainer } from './engine.js';
import { within } from './within.js';

/** What the driver waits beyond the runner's own limit before it takes the container for dead. */
const graceMs = 5000;

export interface Built {
  report: BuildReport;
  /** The test binary; null unless the report's status is `built`. */
  binary: Buffer | null;
}

/** Compiles one submission after another in a warm container; replaces the container when it breaks. */
export interface Builder {
  /** Starts the container ahead of the first build. */
  warmUp(): Promise<void>;
  /** @throws SandboxError for a fault of ours or the engine's. */
  build(request: BuildRequest): Promise<Built>;
  close(): Promise<void>;
}

interface Warm {
  container: Docker.Container;
  talk: Conversation;
}

/** A builder serves one request at a time: build() must not be called again before it has answered. */
export function createBuilder(docker: Docker, config: SandboxConfig, image: string): Builder {
  let warm: Warm | null = null;

  async function start(): Promise<Warm> {
    const container = await docker.createContainer(buildContainer(config, image, owner));
    try {
      const talk = await converse(docker, container);
      await container.start();
      return { container, talk };
    } catch (error) {
      await removeContainer(container);
      throw error;
    }
  }

  async function discard(): Promise<void> {
    const old = warm;
    warm = null;
    old?.talk.close();
    if (old) await removeContainer(old.container);
  }

  return {
    warmUp: async () => {
      warm ??= await start();
    },
    build: async (request) => {
      try {
        warm ??= await start();
        return await within(request.limits.wallMs + graceMs, 'the build container gave no answer', ask(warm.talk, request));
      } catch (error) {
        await discard().catch(() => {});
        throw error instanceof SandboxError ? error : new SandboxError(`build: ${(error as Error).message}`, { cause: error });
      }
    },
    close: discard,
  };
}

async function ask(talk: Conversation, request: BuildRequest): Promise<Built> {
  talk.send(request);
  const report = buildReportSchema.parse(await talk.line());
  const binary = report.binary && (await talk.bytes(report.binary.bytes));
  if (report.status === 'failed') throw new SandboxError(`the build failed for a fault of ours: ${report.detail}`);
  return { report, binary };
}
