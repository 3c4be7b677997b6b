import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { exerciseSchema } from '../schemas/exercise.js';
import { type newSubmissionSchema, type Submission, submissionSchema, submissionSummarySchema } from '../schemas/submission.js';
import { exerciseOf, readEditable } from './folder.js';
import { follow } from './follow.js';
import { CommandError, call, callText, type Server } from './server.js';
import { paintDiagnosis, printable, type Terminal } from './terminal.js';

/**
 * Hands in the editable files of a folder, follows them to the verdict, and prints the diagnosis.
 * @param slug null: the folder says which exercise it is of.
 * @returns the exit status: 0 only for `accepted`.
 */
export async function submit(server: Server, terminal: Terminal, folder: string, slug: string | null, json: boolean): Promise<number> {
  const exercise = slug ?? exerciseOf(folder);
  const { editable } = await call(server, 'GET', `/api/v1/exercises/${encodeURIComponent(exercise)}`, exerciseSchema);
  const body: z.input<typeof newSubmissionSchema> = { exercise, files: readEditable(folder, editable) };
  // However often the request has to be sent, it is one submission.
  const headers = { 'Idempotency-Key': randomUUID() };
  const { id } = await call(server, 'POST', '/api/v1/submissions', submissionSchema, { body, headers });
  return tell(server, terminal, id, json);
}

/** Follows a submission, by default the newest, and prints its diagnosis. @returns as submit() does. */
export async function watch(server: Server, terminal: Terminal, id: string | null, json: boolean): Promise<number> {
  return tell(server, terminal, id ?? (await newest(server)), json);
}

async function newest(server: Server): Promise<string> {
  const { items } = await call(server, 'GET', '/api/v1/submissions?limit=1', z.object({ items: z.array(submissionSummarySchema) }));
  if (!items[0]) throw new CommandError('you have handed in nothing yet: raceway submit');
  return items[0].id;
}

async function tell(server: Server, terminal: Terminal, id: string, json: boolean): Promise<number> {
  const began = Date.now();
  await follow(server, id, ({ state, verdict }) => {
    const stage = verdict === null || state === 'judged' ? state : `${verdict}, more runs`;
    terminal.progress(`${stage} … ${((Date.now() - began) / 1000).toFixed(1)} s  (${id})`);
  });
  const submission: Submission = await call(server, 'GET', `/api/v1/submissions/${id}`, submissionSchema);
  if (json) {
    terminal.write(`${JSON.stringify(submission, null, 2)}\n`);
  } else if (submission.verdict !== null) {
    const text = await callText(server, `/api/v1/submissions/${id}/diagnosis.txt`);
    terminal.write(paintDiagnosis(printable(text), submission.verdict, terminal.colour));
  } else {
    terminal.write(`${submission.state}\n`);
  }
  return submission.verdict === 'accepted' ? 0 : 1;
}
