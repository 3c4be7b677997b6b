import type { Config } from './config.js';
import { currentTrail, follow } from './trail.js';

/** As OpenTelemetry calls them: what answers a request, what puts into a queue, what takes out of it, and all else. */
export type SpanKind = 'server' | 'producer' | 'consumer' | 'internal';
export type Attributes = Record<string, string | number | boolean>;

export interface Span {
  /** By which others become its children, here, in the row, or in another process. */
  traceparent: string;
  set(attributes: Attributes): void;
  rename(name: string): void;
  end(error?: Error): void;
}

/** What the SDK does for us; see tracing-sdk.ts. */
export interface Tracer {
  /** @param parent its W3C traceparent; one that is absent or malformed begins a new trace. */
  start(name: string, kind: SpanKind, parent: string | undefined, attributes: Attributes): Span;
  /** Sends what has not been sent, for at most two seconds. */
  close(): Promise<void>;
}

/** One for the process, as the log is; null, and nothing of the SDK loaded, while traces are off. */
let tracer: Tracer | null = null;

/** Turns traces on where the settings ask for them. @returns how to turn them off again. */
export async function startTracing({ traces }: Pick<Config, 'traces'>): Promise<() => Promise<void>> {
  if (!traces) return async () => {};
  const started = (await import('./tracing-sdk.js')).createTracer(traces);
  tracer = started;
  return async () => {
    tracer = null;
    await started.close();
  };
}

/** Opens a span that somebody else has to end; null while traces are off. */
export function openSpan(name: string, kind: SpanKind, parent: string | undefined, attributes: Attributes = {}): Span | null {
  return tracer?.start(name, kind, parent, attributes) ?? null;
}

/**
 * Runs the task in a span, as a child of the one that is open. While traces are off it is only called.
 * @param task is given how to add attributes.
 */
export async function traced<T>(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  task: (set: (more: Attributes) => void) => Promise<T>,
): Promise<T> {
  const span = openSpan(name, kind, currentTrail().traceparent, attributes);
  if (!span) return task(() => {});
  try {
    const result = await follow({ traceparent: span.traceparent }, () => task(span.set));
    span.end();
    return result;
  } catch (error) {
    span.end(error as Error);
    throw error;
  }
}
