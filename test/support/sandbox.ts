import { randomBytes } from 'node:crypto';
import type Docker from 'dockerode';
import { readConfig, type SandboxConfig } from '../../src/config.js';
import { connectEngine } from '../../src/sandbox/engine.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { log } from './log.js';

export interface TestSandbox {
  docker: Docker;
  config: SandboxConfig;
  sandbox: Sandbox;
}

/** The real sandbox, for the tests of one file; its containers carry a label of their own, and none may be left at the end. */
export function useSandbox(): TestSandbox {
  const config: SandboxConfig = { ...readConfig().sandbox, instance: `test-${randomBytes(4).toString('hex')}` };
  const docker = connectEngine();
  const sandbox = createSandbox(docker, config, log);
  afterAll(async () => {
    await sandbox.close();
    const left = await docker.listContainers({ all: true, filters: { label: [`raceway.instance=${config.instance}`] } });
    expect(left).toEqual([]);
  });
  return { docker, config, sandbox };
}
