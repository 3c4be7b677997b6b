import { isSpanContextValid, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Config } from './config.js';
import type { Tracer } from './tracing.js';

const closeMs = 2000;

/**
 * A tracer that sends to an OTLP receiver over HTTP; only loaded when traces are on. The exporter reads the standard variables of its own
 * (OTEL_EXPORTER_OTLP_ENDPOINT, _HEADERS, _TIMEOUT …). What is traced already goes on being traced, or not, as its beginner decided.
 */
export function createTracer({ service, ratio }: NonNullable<Config['traces']>): Tracer {
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': service })),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer('raceway');
  return {
    start: (name, kind, parent, attributes) => {
      const span = tracer.startSpan(name, { kind: SpanKind[toUpper(kind)], attributes }, contextOf(parent));
      const { traceId, spanId, traceFlags } = span.spanContext();
      return {
        traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
        set: (more) => void span.setAttributes(more),
        rename: (better) => void span.updateName(better),
        end: (error) => {
          if (error) {
            span.recordException(error);
            span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
          }
          span.end();
        },
      };
    },
    close: async () => {
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, closeMs);
      });
      await Promise.race([provider.shutdown().catch(() => {}), enough]).finally(() => clearTimeout(timer));
    },
  };
}

function toUpper<K extends string>(kind: K): Uppercase<K> {
  return kind.toUpperCase() as Uppercase<K>;
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
function contextOf(parent: string | undefined) {
  const [, traceId = '', spanId = '', flags = ''] =
    /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/.exec(parent ?? '') ?? [];
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(context) ? trace.setSpanContext(ROOT_CONTEXT, context) : ROOT_CONTEXT;
}
