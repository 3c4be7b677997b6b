import { provideEngine } from './docker.mjs';
import { provideImages } from './images.mjs';
import { StepFailed, step } from './steps.mjs';

// Set-up for a worker that comes without it, as in docker-compose.yml: the sandbox images alone.
try {
  await step('sandbox images', 'images', async (log) => {
    const { address } = await provideEngine(log);
    return provideImages(log, address);
  });
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.exitCode = 1;
}
