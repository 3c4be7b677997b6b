import { Readable } from 'node:stream';
import { z } from 'zod';
import { drawDiagnosis } from '../../diagnosis/drawing.js';
import { renderText } from '../../diagnosis/text.js';
import { Problem } from '../../errors.js';
import { slugSchema } from '../../schemas/slug.js';
import {
  newSubmissionSchema,
  type Submission,
  type SubmissionEvent,
  submissionEventSchema,
  submissionSchema,
  submissionSummarySchema,
} from '../../schemas/submission.js';
import type { User } from '../../schemas/user.js';
import { verdictSchema } from '../../schemas/verdict.js';
import type { SubmissionUseCases } from '../../submissions/use-cases.js';
import { type Reply, type Route, route, type ServerSentEvent } from '../route.js';

const idParams = z.object({ id: z.uuid() });
const whole = z.string().regex(/^\d+$/, 'a whole number');

export function submissionRoutes(submissions: SubmissionUseCases): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/submissions',
      summary: 'Hand in files for an exercise',
      auth: 'token',
      query: z.object({
        wait: whole
          .transform(Number)
          .pipe(z.int().max(60))
          .optional()
          .describe('Seconds, at most 60, to wait for the verdict before answering'),
      }),
      headers: z.object({
        'idempotency-key': z
          .string()
          .regex(/^[\x21-\x7e]{1,200}$/, '1 to 200 printable ASCII characters')
          .optional()
          .describe('Your own name for this request: sent again with the same body, it gives the same submission'),
      }),
      body: newSubmissionSchema,
      responses: {
        202: { description: 'Taken: it will be judged, whatever happens. `Location` is where to look.', schema: submissionSchema },
      },
      problems: [
        'unknown_exercise',
        'file_not_editable',
        'file_missing',
        'file_too_large',
        'invalid_encoding',
        'idempotency_key_reused',
        'forbidden',
        'too_many_submissions',
      ],
      handle: async ({ user, query, headers, body, signal }) => {
        const taken = await submissions.submit(user, body, headers['idempotency-key'] ?? null);
        const { id } = taken;
        if (query.wait) await submissions.waitForVerdict(id, query.wait, signal);
        return {
          status: 202,
          body: query.wait ? await submissions.read(user, id) : taken,
          headers: { Location: `/api/v1/submissions/${id}` },
        };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/submissions',
      summary: 'Your submissions, newest first',
      auth: 'token',
      query: z.object({
        exercise: slugSchema.optional().describe('Slug: only those for this exercise'),
        user: z
          .union([z.uuid(), z.literal('all')])
          .optional()
          .describe("Staff only: another user's, or everybody's"),
        verdict: verdictSchema
          .optional()
          .describe('Only those that came to it: `judge_error`, say, to find what the judge could not judge'),
        cursor: z.uuid().optional().describe('`nextCursor` of the page before'),
        limit: whole.transform(Number).pipe(z.int().min(1).max(100)).default(20),
      }),
      responses: {
        200: {
          description: 'A page',
          schema: z.object({ items: z.array(submissionSummarySchema), nextCursor: z.uuid().nullable() }),
        },
      },
      problems: ['forbidden'],
      handle: async ({ user, query: { exercise, user: owner, verdict, cursor, limit } }) => ({
        status: 200,
        body: await submissions.list(user, { owner, exercise, verdict, cursor, limit }),
      }),
    }),
    route({
      method: 'get',
      path: '/api/v1/submissions/{id}',
      summary: 'A submission, with all that its judgement says',
      auth: 'token',
      params: idParams,
      responses: { 200: { description: 'The submission', schema: submissionSchema } },
      problems: ['submission_not_found'],
      handle: async ({ user, params }) => ({ status: 200, body: await submissions.read(user, params.id) }),
    }),
    route({
      method: 'get',
      path: '/api/v1/submissions/{id}/diagnosis.txt',
      summary: 'What the judgement says, as a terminal shows it',
      auth: 'token',
      params: idParams,
      responses: { 200: { description: 'The diagnosis', type: 'text/plain', schema: z.string() } },
      problems: ['submission_not_found', 'no_diagnosis'],
      handle: async ({ user, params }) => text('text/plain', renderText(await readJudged(submissions, user, params.id))),
    }),
    route({
      method: 'get',
      path: '/api/v1/submissions/{id}/diagnosis.svg',
      summary: 'The first data race, or the goroutines of a deadlock or a leak, as a drawing',
      auth: 'token',
      params: idParams,
      responses: { 200: { description: 'The drawing', type: 'image/svg+xml', schema: z.string() } },
      problems: ['submission_not_found', 'no_diagnosis'],
      handle: async ({ user, params }) => {
        const drawing = drawDiagnosis(await readJudged(submissions, user, params.id));
        if (drawing === null) throw new Problem('no_diagnosis', 'it has no data race, no deadlock and no leak: there is nothing to draw');
        return text('image/svg+xml', drawing);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/submissions/{id}/events',
      summary: 'Server-sent events: every change of state, ending with the verdict',
      auth: 'token',
      params: idParams,
      headers: z.object({
        'last-event-id': z
          .string()
          .regex(/^\d{1,18}$/, 'the id of an event')
          .optional()
          .describe('Only what came after this event'),
      }),
      responses: { 200: { description: 'Events named `state`', type: 'text/event-stream', schema: submissionEventSchema } },
      problems: ['submission_not_found'],
      handle: async ({ user, params, headers, signal }) => {
        const after = BigInt(headers['last-event-id'] ?? 0);
        return { status: 200, events: toServerSentEvents(await submissions.watch(user, params.id, after, signal)) };
      },
    }),
  ];
}

async function readJudged(submissions: SubmissionUseCases, user: User, id: string): Promise<Submission> {
  const submission = await submissions.read(user, id);
  if (submission.state !== 'judged')
    throw new Problem('no_diagnosis', `it is ${submission.state}: there is no diagnosis before the verdict`);
  return submission;
}

/** A drawing opened by itself is a document of this origin: nothing in it may run or load. */
function text(type: string, body: string): Reply {
  const headers = { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'", 'X-Content-Type-Options': 'nosniff' };
  return { status: 200, stream: Readable.from([body]), type, headers };
}

async function* toServerSentEvents(events: AsyncIterable<SubmissionEvent>): AsyncGenerator<ServerSentEvent> {
  for await (const event of events) yield { id: event.id, event: 'state', data: event };
}
