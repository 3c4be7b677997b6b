import { createPostgresBackend, Queue, UnrecoverableError, WaitingError, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { Config } from './config.js';
import type { Logger } from './log.js';
import type { Lane } from './schemas/verdict.js';

const name = 'judgements';
/** BullMQ's tables, apart from ours. */
const schema = 'bullmq';
/** Delays before a retry after a fault of ours: 0.5, 1, 2, 4, 8, 8 … seconds. The judgement's own count of faults ends it, not this. */
const retry = { attempts: 20, backoff: { type: 'capped' } } as const;

/** BullMQ takes priorities up to 2²¹, the lowest first; half of them for each lane. A turn beyond is as good as the last. */
const prioritiesOfLane = 2 ** 20;

/** No delay before a retry is longer, milliseconds: a fault that lasts, the database's say, comes to its end. */
const longestDelayMs = 8000;

/** Thrown by one who judges: the judgement goes back to where it was in the queue at once, and this is no try. */
export class HandedBack extends Error {
  override readonly name = 'HandedBack';
  /** Whether the worker can judge nothing now. */
  readonly unfit: boolean;

  constructor(why: string, unfit = false) {
    super(why);
    this.unfit = unfit;
  }
}

/** A judgement as the queue knows it. */
export interface Ticket {
  id: string;
  lane: Lane;
  /** Within its lane, lowest first; from 1. */
  turn: number;
}

/** Hands judgements to workers by id. It may lose or repeat them: the rows are the truth, the sweeper puts back what is missing. */
export interface JudgementQueue {
  /** Enqueues; a judgement that is in the queue already is left as it is. */
  add(ticket: Ticket): Promise<void>;
  /** Whether the queue still holds this judgement: waiting, delayed or being worked on. */
  has(judgementId: string): Promise<boolean>;
  /** Starts taking judgements, `slots` at once; `judge` is called again later when it throws. */
  work(judge: (judgementId: string) => Promise<void>, slots: number): JudgementWorker;
  /** @throws when the queue's server does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface JudgementWorker {
  /** Takes nothing new until resume(); what it is about to take may still come. */
  pause(): void;
  resume(): void;
  /** Takes nothing new, and waits for what is under way unless `abandon`; it cannot be asked to abandon after it was asked to wait. */
  close(abandon?: boolean): Promise<void>;
}

type QueueConfig = Pick<Config, 'redisUrl' | 'worker'>;

/** BullMQ on Redis where REDIS_URL is set, else BullMQ in PostgreSQL (`databaseUrl`). */
export function createQueue(config: QueueConfig, databaseUrl: string, log: Logger): JudgementQueue {
  return config.redisUrl ? onRedis(config, config.redisUrl, log) : onPostgres(config, databaseUrl, log);
}

function onPostgres(config: QueueConfig, databaseUrl: string, log: Logger): JudgementQueue {
  const backend = withBackend(createPostgresBackend);
  // Commits are not waited for until they are on the disk: a crash may cost the last half second of jobs, which the sweeper puts back from
  // the rows. A POST would wait for two such commits otherwise, and each step of a job for one.
  const connection = { connectionString: databaseUrl, schema, migrate: true, options: '-c synchronous_commit=off' };
  const queue = new backend.Queue<null, void>(name, { connection });
  queue.on('error', (error) => log.warn({ error: error.message }, 'queue: PostgreSQL'));
  return {
    ...operations(queue),
    work: (judge, slots) =>
      started(new backend.Worker<null, void>(name, toJob(judge), { connection, ...workerOptions(config, slots) }), log),
  };
}

function onRedis(config: QueueConfig, url: string, log: Logger): JudgementQueue {
  // Producers fail at once when Redis is down (the row is stored, the sweeper catches up); workers wait for it to come back.
  let closed = false;
  const producer = new Redis(url, {
    maxRetriesPerRequest: 1,
    connectTimeout: 2000,
    commandTimeout: 5000,
    disconnectTimeout: 200,
    // disconnect() does not stop a reconnection that is waiting for its turn (ioredis 6.0.0).
    retryStrategy: (tries) => (closed ? null : Math.min(tries * 100, 1000)),
  });
  producer.on('error', (error) => log.warn({ error: error.message }, 'queue: Redis'));
  const queue = new Queue<null, void>(name, { connection: producer, prefix: schema, skipWaitingForReady: true });
  queue.on('error', () => {});
  const { close, ...rest } = operations(queue);
  return {
    ...rest,
    work: (judge, slots) => {
      const connection = new Redis(url, { maxRetriesPerRequest: null });
      connection.on('error', (error) => log.warn({ error: error.message }, 'worker: Redis'));
      const worker = started(
        new Worker<null, void>(name, toJob(judge), { connection, prefix: schema, ...workerOptions(config, slots) }),
        log,
      );
      return {
        ...worker,
        close: async (abandon) => {
          await worker.close(abandon);
          connection.disconnect();
        },
      };
    },
    ping: async () => {
      await producer.ping();
    },
    close: async () => {
      closed = true;
      await close().finally(() => producer.disconnect());
    },
  };
}

/** The part of BullMQ's Queue that both backends share. */
type AnyQueue = Pick<Queue<null, void, string>, 'add' | 'getJobState' | 'getWaitingCount' | 'close'>;

function operations(queue: AnyQueue): Omit<JudgementQueue, 'work'> {
  return {
    add: async (ticket) => {
      // Removed when finished: a retained job would make a later add() of the same id a silent no-op.
      const options = { jobId: ticket.id, priority: priorityOf(ticket), removeOnComplete: true, removeOnFail: true };
      await queue.add('judge', null, { ...options, ...retry });
    },
    has: async (judgementId) => {
      const state = await queue.getJobState(judgementId);
      return state !== 'unknown' && state !== 'completed' && state !== 'failed';
    },
    ping: async () => {
      await queue.getWaitingCount();
    },
    close: () => queue.close(),
  };
}

function priorityOf({ lane, turn }: Ticket): number {
  return Math.min(turn, prioritiesOfLane) + (lane === 'bulk' ? prioritiesOfLane : 0);
}

const settings = { backoffStrategy: (attempts: number) => Math.min(500 * 2 ** (attempts - 1), longestDelayMs) };

function workerOptions(config: QueueConfig, slots: number) {
  const stalledMs = config.worker.stalledSeconds * 1000;
  // A worker that was killed is no fault of the job: it is handed on as often as it takes, up to the judgement's own count of tries.
  return { concurrency: slots, lockDuration: stalledMs, stalledInterval: stalledMs, maxStalledCount: 20, settings };
}

/** The part of BullMQ's Job that both backends share. */
interface AnyJob {
  id?: string | undefined;
  moveToWait(token?: string): Promise<unknown>;
}

function toJob(judge: (judgementId: string) => Promise<void>) {
  return async (job: AnyJob, token?: string): Promise<void> => {
    if (!job.id) throw new UnrecoverableError('a job without an id');
    try {
      await judge(job.id);
    } catch (error) {
      if (!(error instanceof HandedBack)) throw error;
      await job.moveToWait(token);
      throw new WaitingError();
    }
  };
}

/** The part of BullMQ's Worker that both backends share. */
interface AnyWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { id?: string | undefined } | undefined, error: Error) => void): unknown;
  pause(doNotWaitActive: boolean): Promise<void>;
  resume(): Promise<void>;
  close(force?: boolean): Promise<void>;
}

function started(worker: AnyWorker, log: Logger): JudgementWorker {
  worker.on('error', (error) => log.warn({ error: error.message }, 'worker: queue'));
  worker.on('failed', (job, error) => log.warn({ judgement: job?.id, error: error.message }, 'judgement failed; it will be tried again'));
  const tell = (error: Error) => log.warn({ error: error.message }, 'worker: queue');
  return {
    pause: () => void worker.pause(true).catch(tell),
    resume: () => void worker.resume().catch(tell),
    close: (abandon = false) => worker.close(abandon),
  };
}
