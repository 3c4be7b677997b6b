import type Docker from 'dockerode';
import type { SandboxConfig } from '../config.js';
import { SandboxError } from '../errors.js';
import { type BuildReport, type BuildRequest, buildReportSchema } from '../schemas/sandbox.js';
import { buildContainer } from './container.js';
import type { Conversation } from './conversation.js';
import { owner } from './engine.js';
import type { Remover } from './remover.js';
import { type Started, startContainer } from './start.js';
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
  /** Gives its container up. */
  close(): void;
}

/** A builder serves one request at a time: build() must not be called again before it has answered. */
export function createBuilder(docker: Docker, config: SandboxConfig, image: string, remover: Remover): Builder {
  let warm: Started | null = null;

  const start = () => startContainer(docker, buildContainer(config, image, owner), remover);

  function discard(): void {
    warm?.talk.close();
    if (warm) remover.remove(warm.container);
    warm = null;
  }

  return {
    warmUp: async () => {
      warm ??= await start();
    },
    build: async (request) => {
      try {
        // One that has ended while nobody used it, with the engine say, is no fault.
        if (warm?.talk.isBroken()) discard();
        warm ??= await start();
        return await within(request.limits.wallMs + graceMs, 'the build container gave no answer', ask(warm.talk, request));
      } catch (error) {
        discard();
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
