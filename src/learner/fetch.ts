import path from 'node:path';
import { exerciseSchema } from '../schemas/exercise.js';
import { unpack } from './folder.js';
import { call, type Server } from './server.js';
import type { Terminal } from './terminal.js';

/** Unpacks the starter of an exercise, with its statement, into a folder: by default one named after it. */
export async function fetchStarter(server: Server, terminal: Terminal, slug: string, folder: string, force: boolean): Promise<number> {
  const exercise = await call(server, 'GET', `/api/v1/exercises/${encodeURIComponent(slug)}`, exerciseSchema);
  const names = unpack(exercise, folder, force);
  terminal.write(
    [
      `${exercise.title}: ${names.join(', ')} in ${path.resolve(folder)}`,
      `Read statement.md, edit ${exercise.editable.join(', ')}, and try it with: go test -race`,
      `Then hand it in from there with: raceway submit`,
      '',
    ].join('\n'),
  );
  return 0;
}
