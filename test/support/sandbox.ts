import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { readConfig, root, type SandboxConfig } from '../../src/config.js';
import { connectEngine, owner, removeOrphans } from '../../src/sandbox/engine.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { log } from './log.js';

export interface TestSandbox {
  docker: Docker;
  config: SandboxConfig;
  sandbox: Sandbox;
}

/** The real sandbox, for the tests of one file; its containers carry a label of their own, and none may be left at the end. */
export function useSandbox(): TestSandbox {
  // The same in every run of this file, so that what a killed run left behind is removed by the next.
  const file = createHash('sha256').update(`${root}${expect.getState().testPath}`).digest('hex').slice(0, 12);
  const config: SandboxConfig = { ...readConfig().sandbox, instance: `test-${file}` };
  const docker = connectEngine();
  const sandbox = createSandbox(docker, config, log);
  beforeAll(async () => {
    await removeOrphans(docker, config, log);
  });
  afterAll(async () => {
    await sandbox.close();
    const label = [`raceway.instance=${config.instance}`, `raceway.owner=${owner}`];
    expect(await docker.listContainers({ all: true, filters: { label } })).toEqual([]);
  });
  return { docker, config, sandbox };
}
