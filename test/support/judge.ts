import { work } from '../../src/judging/work.js';
import { type Api, useApi } from './api.js';
import { log } from './log.js';
import { type TestSandbox, useSandbox } from './sandbox.js';

/** API, queue, worker and sandbox, all real, in this process; for the tests of one file. */
export function useJudge(): Api & { testSandbox: TestSandbox } {
  let stopWorker = async () => {};
  // Registered first: jest runs these hooks in the order of their registration, and the worker must stop before its database goes.
  afterAll(() => stopWorker());
  const api = useApi();
  const testSandbox = useSandbox();
  beforeAll(async () => {
    const { sandbox, config } = testSandbox;
    const worker = await work({ db: api.db, queue: api.queue, sandbox, sandboxConfig: config, log }, { slots: 2, sweepSeconds: 60 });
    stopWorker = () => worker.stop(30_000);
  });
  return Object.assign(api, { testSandbox });
}
