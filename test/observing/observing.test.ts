import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../src/config.js';
import { metricNames } from '../../src/metrics.js';
import { createUserWithToken } from '../../src/users/store.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type ReceivedSpan, startOtlpReceiver } from '../support/otlp-receiver.js';
import { done, end, type Program, settingsOf, startProgram } from '../support/processes.js';
import { doubles, submissionOf } from '../support/tiny-exercise.js';

const home = mkdtempSync(path.join(tmpdir(), 'raceway-observing-'));
const client = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const requestId = 'course-7.submit_1';

/** What one session of the real API and a real worker leaves behind: its answers, logs, metrics and spans. */
interface Seen {
  submission: string;
  answers: { taken: Response; refused: Response; problem: { requestId?: string } };
  logs: Record<'api' | 'work', Record<string, unknown>[]>;
  metrics: Record<'api' | 'work', string>;
  ready: Record<'api' | 'work', { ready: boolean; parts: { name: string; ok: boolean }[] }>;
  spans: ReceivedSpan[];
}
let seen: Seen;

beforeAll(async () => {
  const database = await freshDatabase();
  const receiver = await startOtlpReceiver();
  const programs: Program[] = [];
  try {
    const token = await createUserWithToken(database.db, 'L', 'learner', 'test');
    await done(start('migrate', database, receiver.url, programs));
    const api = start('api', database, receiver.url, programs);
    const work = start('work', database, receiver.url, programs);
    const base = await found(api, /serving at (\S+)/);
    const post = (body: object) =>
      fetch(`${base}/api/v1/submissions`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'X-Request-Id': requestId,
          traceparent: `00-${client.traceId}-${client.spanId}-01`,
        },
        body: JSON.stringify(body),
      });
    const taken = await post(submissionOf(doubles.accepted));
    const { id: submission } = (await taken.json()) as { id: string };
    await post(submissionOf(doubles.wrongAnswer));
    const refused = await post({ ...submissionOf(doubles.accepted), exercise: 'no-such-exercise' });
    const problem = (await refused.json()) as { requestId?: string };
    await eventually('both are judged', async () => (await database.db.judgement.count({ where: { state: 'judged' } })) === 2);
    const pages = { api: await found(api, /at (http\S+)\/metrics/), work: await found(work, /at (http\S+)\/metrics/) };
    const read = async (at: string) => (await fetch(at)).text();
    await eventually('a container was removed', async () => /stage="container_remove"/.test(await read(`${pages.work}/metrics`)));
    const metrics = { api: await read(`${pages.api}/metrics`), work: await read(`${pages.work}/metrics`) };
    const ready = { api: JSON.parse(await read(`${pages.api}/readyz`)), work: JSON.parse(await read(`${pages.work}/readyz`)) };
    await Promise.all([work, api].map((program) => end(program, 'SIGTERM')));
    const logs = { api: lines(api), work: lines(work) };
    seen = { submission, answers: { taken, refused, problem }, logs, metrics, ready, spans: receiver.spans };
  } finally {
    for (const program of programs) await end(program, 'SIGKILL');
    await receiver.close();
    await database.drop();
    rmSync(home, { recursive: true });
  }
}, 120_000);

function start(command: 'api' | 'work' | 'migrate', database: FreshDatabase, otlp: string, programs: Program[]): Program {
  const watched = { METRICS_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: otlp, WORKER_CONCURRENCY: '1' };
  const program = startProgram(command, { ...settingsOf(home, database.url), ...watched });
  programs.push(program);
  return program;
}

async function found({ said }: Program, pattern: RegExp): Promise<string> {
  return eventually(`it says ${pattern}`, async () => pattern.exec(said())?.[1] ?? null);
}

function lines({ said }: Program): Record<string, unknown>[] {
  return said()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The names of the metrics with at least one value. */
function sampled(text: string): string[] {
  const names = text.split('\n').map((line) => /^(\w+)(?:\{| )/.exec(line)?.[1] ?? '');
  return [...new Set(names)].filter((name) => name !== '');
}

test('the id of a request is in its answer, also in a problem document', () => {
  const { taken, refused, problem } = seen.answers;
  expect(taken.headers.get('x-request-id')).toBe(requestId);
  expect(refused.headers.get('x-request-id')).toBe(requestId);
  expect(problem.requestId).toBe(requestId);
});

test('one id leads from the request through the worker to the containers', () => {
  const of = (part: 'api' | 'work') =>
    seen.logs[part].filter((line) => line['request'] === requestId && line['submission'] === seen.submission);
  const [request] = of('api').filter((line) => line['msg'] === 'request');
  expect(request).toMatchObject({ method: 'POST', route: '/api/v1/submissions', status: 202, trace: client.traceId });
  expect(request?.['user']).toMatch(/^[0-9a-f-]{36}$/);
  const [judged] = of('work').filter((line) => line['msg'] === 'judged');
  expect(judged).toMatchObject({ judgement: request?.['judgement'], verdict: 'accepted', trace: client.traceId });
  for (const msg of ['built in', 'running in']) {
    expect(of('work').find((line) => line['msg'] === msg)?.['container']).toMatch(/^[0-9a-f]{64}$/);
  }
});

test('one trace leads from the client through the queue to the record', () => {
  const spans = seen.spans.filter((span) => span.traceId === client.traceId);
  const posts = spans.filter((span) => span.name === 'POST /api/v1/submissions');
  expect(posts.map((span) => span.parentSpanId)).toEqual([client.spanId, client.spanId, client.spanId]);
  const childrenOf = (parents: ReceivedSpan[]) =>
    spans.filter((span) => parents.some((parent) => parent.spanId === span.parentSpanId)).map((span) => span.name);
  expect(childrenOf(posts).sort()).toEqual(['enqueue', 'enqueue', 'judge', 'judge', 'store', 'store']);
  const judges = spans.filter((span) => span.name === 'judge');
  expect(childrenOf(judges).sort()).toEqual(['build', 'build', 'record', 'record', 'run', 'run']);
});

test('every metric of ours is on one of the pages', () => {
  const printed = [...sampled(seen.metrics.api), ...sampled(seen.metrics.work)].map((name) => name.replace(/_(bucket|sum|count)$/, ''));
  expect(metricNames().filter((name) => name.startsWith('raceway_') && !printed.includes(name))).toEqual([]);
  expect(seen.metrics.work).toMatch(/^raceway_verdicts_total\{verdict="accepted",exercise="tiny"\} 1$/m);
  expect(seen.metrics.work).toMatch(/^raceway_verdicts_total\{verdict="wrong_answer",exercise="tiny"\} 1$/m);
  expect(seen.metrics.api).toMatch(/^raceway_submissions_refused_total\{problem="unknown_exercise"\} 1$/m);
  expect(seen.metrics.api).toMatch(/_count\{method="POST",route="\/api\/v1\/submissions",status="202"\} 2$/m);
});

test('a worker says by name what it needs, and whether that answers', () => {
  expect(seen.ready.work).toEqual({ ready: true, parts: ['database', 'queue', 'docker'].map((name) => ({ name, ok: true })) });
  expect(seen.ready.api).toEqual({ ready: true, parts: ['process', 'database', 'queue'].map((name) => ({ name, ok: true })) });
});

test('while traces are off, nothing of their SDK is loaded', () => {
  const program = `require(${JSON.stringify(path.join(root, 'dist', 'commands', 'serve.js'))});
    console.log(Object.keys(require.cache).filter((file) => /@opentelemetry.(sdk|exporter|otlp|resources)/.test(file)).length)`;
  expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }).trim()).toBe('0');
});
