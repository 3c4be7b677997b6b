import { setTimeout as sleep } from 'node:timers/promises';
import { type SubmissionEvent, submissionEventSchema } from '../schemas/submission.js';
import { CommandError, callStream, type Server } from './server.js';

/** How often in a row a stream that ends without the verdict is opened anew, a second apart. */
const patience = 60;

/** Hears every change of state until the verdict. A stream that breaks off is taken up where it was. @throws CommandError when it stays away. */
export async function follow(server: Server, id: string, tell: (event: SubmissionEvent) => void): Promise<void> {
  let last = '0';
  for (let tries = 0; tries < patience; tries++) {
    const headers = { Accept: 'text/event-stream', 'Last-Event-ID': last };
    const stream = await callStream(server, `/api/v1/submissions/${id}/events`, headers);
    try {
      for await (const event of eventsOf(stream)) {
        tries = 0;
        last = event.id;
        tell(event);
        if (event.state === 'judged' || event.state === 'cancelled') return;
      }
    } catch (error) {
      if (error instanceof CommandError) throw error;
    }
    await sleep(1000);
  }
  throw new CommandError(`the verdict of ${id} does not come; look again later: raceway watch ${id}`);
}

/** Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html); only their data matters. */
async function* eventsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<SubmissionEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trim()] : []));
      if (data.length > 0) yield submissionEventSchema.parse(JSON.parse(data.join('\n')));
    }
  }
}
