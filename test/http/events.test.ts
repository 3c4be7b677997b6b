import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { listenForEvents } from '../../src/events.js';
import { exerciseUseCases } from '../../src/exercises/use-cases.js';
import { apiRoutes } from '../../src/http/api.js';
import { createApp } from '../../src/http/app.js';
import { record, startRunning, takeUp } from '../../src/judging/store.js';
import { quizUseCases } from '../../src/quizzes/use-cases.js';
import { submissionUseCases } from '../../src/submissions/use-cases.js';
import { findByToken } from '../../src/users/store.js';
import { useApi } from '../support/api.js';
import { log } from '../support/log.js';
import { doubles, submissionOf } from '../support/tiny-exercise.js';

const api = useApi();
const servers: Server[] = [];
const closing: (() => Promise<unknown>)[] = [];

/** Listens with the application of `api`, or with that of another process: its own subscription to the database. */
async function listen(app = api.app): Promise<string> {
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
// Before the database of `api` is dropped, as in the tests themselves.
afterEach(async () => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  for (const close of closing.splice(0)) await close();
});

async function submitOne(): Promise<{ id: string; judgementId: string }> {
  const { body } = await request(api.app)
    .post('/api/v1/submissions')
    .set('Authorization', `Bearer ${api.tokens.learner}`)
    .send(submissionOf(doubles.accepted));
  const { id: judgementId } = await api.db.judgement.findFirstOrThrow({ where: { submissionId: body.id } });
  return { id: body.id, judgementId };
}

/** What a worker does to the row, without the judging. */
async function judgeSlowly(judgementId: string): Promise<void> {
  const judgement = await takeUp(api.db, judgementId);
  if (!judgement) throw new Error('nothing to judge');
  await startRunning(api.db, judgement);
  await record(api.db, judgement, { verdict: 'accepted', score: 3, maxScore: 3, message: 'm', details: null, timings: null, image: 'i' });
}

/** Reads the stream until the server ends it. */
async function readEvents(
  base: string,
  id: string,
  lastEventId?: string,
): Promise<{ id: string; state: string; verdict: string | null }[]> {
  const reply = await fetch(`${base}/api/v1/submissions/${id}/events`, {
    headers: { Authorization: `Bearer ${api.tokens.learner}`, ...(lastEventId && { 'Last-Event-ID': lastEventId }) },
    signal: AbortSignal.timeout(60_000),
  });
  expect(reply.headers.get('content-type')).toBe('text/event-stream');
  const text = await reply.text();
  return [...text.matchAll(/^id: (\d+)\nevent: state\ndata: (.*)$/gm)].map(([, eventId, data]) => {
    const event = JSON.parse(data ?? '') as { id: string; state: string; verdict: string | null };
    expect(event.id).toBe(eventId);
    return event;
  });
}

const states = (events: { state: string }[]) => events.map((event) => event.state);
const all = ['queued', 'compiling', 'running', 'judged'];

test('one who watches from the start sees every change, and the stream ends with the verdict', async () => {
  const base = await listen();
  const { id, judgementId } = await submitOne();
  const reading = readEvents(base, id);
  await judgeSlowly(judgementId);
  const events = await reading;
  expect(states(events)).toEqual(all);
  expect(events.at(-1)?.verdict).toBe('accepted');
});

test('one who comes after the verdict sees the same', async () => {
  const base = await listen();
  const { id, judgementId } = await submitOne();
  await judgeSlowly(judgementId);
  expect(states(await readEvents(base, id))).toEqual(all);
});

test('one who reconnects with Last-Event-ID sees what came after it, and after the last nothing', async () => {
  const base = await listen();
  const { id, judgementId } = await submitOne();
  await judgeSlowly(judgementId);
  const events = await readEvents(base, id);
  expect(states(await readEvents(base, id, events[1]?.id))).toEqual(['running', 'judged']);
  expect(await readEvents(base, id, events.at(-1)?.id)).toEqual([]);
});

test('watching works through another API process than the one that took the submission', async () => {
  const events = listenForEvents(api.url, log);
  closing.push(() => events.close());
  const useCases = {
    exercises: exerciseUseCases(api.db),
    submissions: submissionUseCases({ ...api, limits: api.config.queue, log, events }),
    quizzes: quizUseCases(api.db),
    probes: {},
  };
  const other = createApp({ routes: apiRoutes(useCases), authenticate: (token) => findByToken(api.db, token), log });
  const base = await listen(other);
  const { id, judgementId } = await submitOne();
  const reading = readEvents(base, id);
  await judgeSlowly(judgementId);
  expect(states(await reading)).toEqual(all);
});

test('changes made while the subscription to the database is cut are not missed', async () => {
  const base = await listen();
  const { id, judgementId } = await submitOne();
  const reading = readEvents(base, id);
  await api.db
    .$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN raceway%' AND datname = current_database()`;
  await judgeSlowly(judgementId);
  expect(states(await reading)).toEqual(all);
});

test('a wrong Last-Event-ID is a problem document', async () => {
  const { id } = await submitOne();
  const reply = await request(api.app)
    .get(`/api/v1/submissions/${id}/events`)
    .set('Authorization', `Bearer ${api.tokens.learner}`)
    .set('Last-Event-ID', 'yesterday');
  expect(reply.status).toBe(422);
});
