import { SandboxError } from '../errors.js';

/**
 * The promise's outcome, if it comes in time: the wall clock from outside, also where the engine or the runner hangs.
 * @throws SandboxError `<what> within <ms> ms` when it does not.
 */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SandboxError(`${what} within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
