import pino, { type Logger } from 'pino';
import type { Config } from './config.js';
import { currentTrail } from './trail.js';

export type { Logger } from 'pino';

/**
 * One JSON object a line on stdout; pino, because it is the one structured logger that costs next to nothing per line. What is written while
 * a request or a judgement is served has its ids: `request`, `user`, `submission`, `judgement`, and `trace` where traces are on.
 */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime, mixin: ids });
}

function ids(): object {
  const { traceparent, ...known } = currentTrail();
  return traceparent ? { ...known, trace: traceparent.split('-')[1] } : { ...known };
}
