import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import type { SandboxConfig } from '../config.js';
import { SandboxError } from '../errors.js';
import { type Run, type RunRequest, runLineSchema } from '../schemas/sandbox.js';
import type { Timings } from '../schemas/submission.js';
import { type Limits, runContainer } from './container.js';
import type { Conversation } from './conversation.js';
import { owner } from './engine.js';
import type { Remover } from './remover.js';
import { startContainer } from './start.js';
import { within } from './within.js';

/** What the driver waits beyond the runner's own limit before it kills the container from outside. */
const graceMs = 3000;

/** How long the engine may take to say what has become of a container. */
const inspectMs = 5000;

type Life = NonNullable<Timings['container']>;

/** What came of one schedule. */
interface Ran {
  runs: Run[];
  scheduleComplete: boolean;
}

interface RunResult {
  /** One for each schedule; when the container ran out of memory, the last of them is that one, and the rest is missing. */
  schedules: [Ran, ...Ran[]];
  life: Life;
}

/** A started container that waits for its one request. */
export interface PreparedRun {
  /**
   * Runs the schedules; the container is removed afterwards, which is not waited for.
   * @param onRun hears each run as it ends.
   * @throws SandboxError for a fault of ours or the engine's.
   */
  run(request: Omit<RunRequest, 'kind' | 'binary'>, binary: Buffer, onRun?: (run: Run) => void): Promise<RunResult>;
  /** False once the container has ended or cannot be reached. */
  isWaiting(): boolean;
  /** Gives the container up unused. */
  discard(): void;
}

/** Creates and starts a run container. @throws SandboxError */
export async function prepareRun(
  docker: Docker,
  config: SandboxConfig,
  image: string,
  limits: Limits,
  remover: Remover,
): Promise<PreparedRun> {
  try {
    const { container, talk, birth } = await startContainer(docker, runContainer(config, image, owner, limits), remover);
    return {
      run: async (request, binary, onRun = () => {}) => {
        try {
          return await runOnce(container, talk, birth, request, binary, onRun);
        } finally {
          remover.remove(container);
        }
      },
      isWaiting: () => !talk.isBroken(),
      discard: () => {
        talk.close();
        remover.remove(container);
      },
    };
  } catch (error) {
    throw new SandboxError(`the run container could not be started: ${(error as Error).message}`, { cause: error });
  }
}

async function runOnce(
  container: Docker.Container,
  talk: Conversation,
  birth: Pick<Life, 'createMs' | 'startMs'>,
  request: Omit<RunRequest, 'kind' | 'binary'>,
  binary: Buffer,
  onRun: (run: Run) => void,
): Promise<RunResult> {
  const sent = performance.now();
  const heard: Heard = { ended: [], runs: [], firstAt: null };
  try {
    const limitMs = request.schedules.length * request.limits.totalMs + graceMs;
    await within(limitMs, 'the run container did not end', ask(talk, request, binary, heard, onRun));
  } catch (error) {
    const killed = await outOfMemoryRun(container, request, error);
    if (!killed) throw error instanceof SandboxError ? error : new SandboxError(`run: ${(error as Error).message}`, { cause: error });
    heard.ended.push({ runs: [...heard.runs, killed], scheduleComplete: false });
  } finally {
    talk.close();
  }
  const ended = performance.now();
  const life = { ...birth, sendMs: (heard.firstAt ?? ended) - sent, runMs: ended - sent };
  const [first, ...more] = heard.ended;
  if (!first) throw new SandboxError('the run container was asked for no schedule');
  return { schedules: [first, ...more], life };
}

/** What has come of the answer so far; kept when the rest does not come. */
interface Heard {
  ended: Ran[];
  /** Those of the schedule under way. */
  runs: Run[];
  firstAt: number | null;
}

/** Sends the request and listens to the end of its last schedule. */
async function ask(
  talk: Conversation,
  request: Omit<RunRequest, 'kind' | 'binary'>,
  binary: Buffer,
  heard: Heard,
  onRun: (run: Run) => void,
): Promise<void> {
  const sha256 = createHash('sha256').update(binary).digest('hex');
  talk.send({ kind: 'run', ...request, binary: { bytes: binary.length, sha256 } } satisfies RunRequest, binary);
  while (heard.ended.length < request.schedules.length) {
    const line = runLineSchema.parse(await talk.line());
    heard.firstAt ??= performance.now();
    if (line.kind === 'run') {
      heard.runs.push(line);
      onRun(line);
    } else {
      if (line.fault) throw new SandboxError(`the runner reports a fault of ours: ${line.fault}`);
      heard.ended.push({ runs: heard.runs, scheduleComplete: line.scheduleComplete });
      heard.runs = [];
    }
  }
}

/** When the kernel killed the runner itself for memory, the engine knows (`OOMKilled`): that is a run that ran out of memory, no fault of ours. */
async function outOfMemoryRun(container: Docker.Container, request: Pick<RunRequest, 'testNames'>, error: unknown): Promise<Run | null> {
  if (!(error instanceof SandboxError)) return null;
  const { State } = await within(inspectMs, 'no word on the container came', container.inspect()).catch((unknown: Error) => {
    throw new SandboxError(`${error.message}, and the engine does not say why: ${unknown.message}`, { cause: unknown });
  });
  if (!State.OOMKilled) return null;
  return {
    kind: 'run',
    procs: 0,
    repetitions: 0,
    seed: 0,
    selected: request.testNames,
    results: [],
    complete: false,
    raceLog: '',
    stderr: '',
    exitCode: -9,
    killedFor: null,
    outOfMemory: true,
    stuck: null,
    wallMs: 0,
    cpuMs: 0,
    peakMemoryBytes: 0,
  };
}
