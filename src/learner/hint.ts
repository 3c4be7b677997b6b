import { hintSchema, hintsSchema } from '../schemas/exercise.js';
import { call, type Server } from './server.js';
import { paint, printable, type Terminal } from './terminal.js';

/**
 * Opens the next hint of an exercise, which is recorded, and prints it.
 * @param opened print those that are open, and open none.
 */
export async function hint(server: Server, terminal: Terminal, slug: string, opened: boolean): Promise<number> {
  const path = `/api/v1/exercises/${encodeURIComponent(slug)}/hints`;
  const hints = await call(server, 'GET', path, hintsSchema);
  const isMore = hints.opened.length < hints.total;
  if (opened || !isMore) {
    for (const { number, text } of hints.opened) show(terminal, number, hints.total, text);
    if (hints.total === 0) terminal.write('This exercise has no hints.\n');
    else if (!isMore) terminal.write('That was the last one.\n');
    return 0;
  }
  const next = await call(server, 'POST', path, hintSchema, { body: { number: hints.opened.length + 1 } });
  show(terminal, next.number, hints.total, next.text);
  return 0;
}

function show(terminal: Terminal, number: number, total: number, text: string): void {
  terminal.write(`${paint(`Hint ${number} of ${total}`, 'bold', terminal.colour)}\n${printable(text).trimEnd()}\n\n`);
}
