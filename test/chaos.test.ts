import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectEngine } from '../src/sandbox/engine.js';
import { isWell } from './chaos/audit.js';
import { runChaos } from './chaos/run.js';
import { startEngineProxy } from './support/engine-proxy.js';

// The short form of `npm run chaos`. The engine is everybody's here: only the way to it is cut.
test('whatever is killed, and whenever: every 202 has one counted judgement with the right verdict, and nothing is left behind', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'raceway-chaos-'));
  const proxy = await startEngineProxy();
  const told: string[] = [];
  try {
    const figures = await runChaos({
      home,
      submissions: 32,
      everyMs: 200,
      engine: { address: `unix://${proxy.socketPath}`, docker: connectEngine() },
      blows: [
        { name: 'a worker was killed', strike: (victims) => victims.killWorker(0) },
        { name: 'the API was killed', strike: (victims) => victims.killApi() },
        { name: 'Redis was killed, and came back with nothing', strike: (victims) => victims.killRedis(500, true) },
        { name: 'PostgreSQL was killed', strike: (victims) => victims.killDatabase(500) },
        {
          name: 'the engine was out of reach',
          strike: async () => {
            await proxy.down();
            await sleep(2000);
            await proxy.up();
          },
        },
      ],
      patienceSeconds: 120,
      tell: (line) => told.push(line),
    });
    expect({ ...figures, told }).toMatchObject({ verdictsWrong: [], lost: 0, countedTwice: 0, containersLeft: 0, filesLeft: 0 });
    expect({ ...figures, isWell: isWell(figures) }).toMatchObject({ isWell: true });
  } finally {
    await proxy.close();
    rmSync(home, { recursive: true, force: true });
  }
}, 300_000);
