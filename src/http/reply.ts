import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Reply, ServerSentEvent } from './route.js';

/** Comments sent on a quiet event stream, so that proxies do not take it for dead. */
const heartbeatMs = 15_000;

export async function sendReply(res: Response, reply: Reply, signal: AbortSignal): Promise<void> {
  if ('events' in reply) return sendEvents(res, reply.events, signal);
  res.set(reply.headers ?? {}).status(reply.status);
  if ('stream' in reply) {
    res.type(reply.type);
    await pipeline(reply.stream, res);
  } else {
    res.type('application/json').send(JSON.stringify(reply.body));
  }
}

/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
async function sendEvents(res: Response, events: AsyncIterable<ServerSentEvent>, signal: AbortSignal): Promise<void> {
  // writeHead, since Express would add a charset: the format is UTF-8 by definition.
  res.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  res.flushHeaders();
  const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs);
  try {
    for await (const { id, event, data } of events) {
      if (signal.aborted) return;
      res.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  } finally {
    clearInterval(heartbeat);
    res.end();
  }
}
