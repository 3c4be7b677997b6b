import { createHash } from 'node:crypto';
import type { BuildRequest } from '../schemas/sandbox.js';
import type { Built } from './build.js';

/** A test binary has about 5 MiB. */
const most = 16;

/** The newest test binaries, by all that goes into them: what is handed in again byte for byte needs no second build. */
export interface BuildCache {
  get(key: string): Built | null;
  put(key: string, built: Built): void;
}

export function createBuildCache(): BuildCache {
  const kept = new Map<string, Built>();
  return {
    get: (key) => {
      const built = kept.get(key);
      if (!built) return null;
      kept.delete(key);
      kept.set(key, built);
      return { ...built, report: { ...built.report, timings: { compileMs: 0, linkMs: 0, wallMs: 0, cpuMs: 0 } } };
    },
    put: (key, built) => {
      if (!built.binary) return;
      kept.set(key, built);
      for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
    },
  };
}

/** The image is none of it: a cache serves one. */
export function buildKey({ kind: _kind, limits: _limits, ...content }: BuildRequest): string {
  const sorted = JSON.stringify(content, (_name, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('hex');
}
