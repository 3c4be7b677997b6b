import request from 'supertest';
import { connectDatabase } from '../../src/context.js';
import { listenForEvents } from '../../src/events.js';
import { exerciseUseCases } from '../../src/exercises/use-cases.js';
import { apiRoutes } from '../../src/http/api.js';
import { createApp } from '../../src/http/app.js';
import { createQueue } from '../../src/queue.js';
import { quizUseCases } from '../../src/quizzes/use-cases.js';
import { submissionUseCases } from '../../src/submissions/use-cases.js';
import { findByToken } from '../../src/users/store.js';
import { useApi } from '../support/api.js';
import { log } from '../support/log.js';
import { doubles, submissionOf } from '../support/tiny-exercise.js';

const nowhere = 'postgresql://nobody:x@127.0.0.1:1/none';
const token = `rw_${'x'.repeat(43)}`;

describe('with the database down', () => {
  const db = connectDatabase(nowhere);
  const events = listenForEvents(nowhere, log);
  afterAll(async () => {
    await events.close();
    await db.$disconnect();
  });
  const queue = { add: async () => {} };
  const probes = { database: () => db.$queryRaw`SELECT 1`, hanging: () => new Promise<never>(() => {}), fine: async () => 1 };
  const useCases = {
    exercises: exerciseUseCases(db),
    submissions: submissionUseCases({ db, queue, events, limits: { perLearner: 1, total: 1 }, log }),
    quizzes: quizUseCases(db),
    probes,
  };
  const app = createApp({ routes: apiRoutes(useCases), authenticate: (each) => findByToken(db, each), log });

  test('a request is a 503 that says so and when to come back, without any detail of the database', async () => {
    const reply = await request(app).get('/api/v1/exercises').set('Authorization', `Bearer ${token}`);
    expect(reply.status).toBe(503);
    expect(reply.headers['retry-after']).toBe('5');
    expect(reply.body.type).toBe('/problems/service_unavailable');
    expect(reply.text).not.toContain('127.0.0.1');
  });

  test('/readyz names what is down, also what hangs; /healthz is alive', async () => {
    const ready = await request(app).get('/readyz');
    expect(ready.status).toBe(503);
    expect(ready.body).toEqual({
      ready: false,
      parts: [
        { name: 'database', ok: false },
        { name: 'hanging', ok: false },
        { name: 'fine', ok: true },
      ],
    });
    expect((await request(app).get('/healthz')).status).toBe(200);
  });

  test('an error that nobody foresaw is a 500 with fixed text', async () => {
    const broken = createApp({ routes: apiRoutes(useCases), authenticate: () => Promise.reject(new Error('secret detail')), log });
    const reply = await request(broken).get('/api/v1/exercises').set('Authorization', `Bearer ${token}`);
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain('secret detail');
  });
});

describe('with Redis down', () => {
  const api = useApi();
  test('a submission is taken all the same: its row is stored, and the sweeper will enqueue it', async () => {
    const queue = createQueue(
      { redisUrl: 'redis://127.0.0.1:1', worker: { concurrency: 1, sweepSeconds: 60, stalledSeconds: 8 } },
      '',
      log,
    );
    const useCases = {
      exercises: exerciseUseCases(api.db),
      submissions: submissionUseCases({ ...api, queue, limits: api.config.queue, log }),
      quizzes: quizUseCases(api.db),
      probes: {},
    };
    const app = createApp({ routes: apiRoutes(useCases), authenticate: (each) => findByToken(api.db, each), log });
    const reply = await request(app)
      .post('/api/v1/submissions')
      .set('Authorization', `Bearer ${api.tokens.learner}`)
      .send(submissionOf(doubles.accepted));
    await queue.close().catch(() => {});
    expect(reply.status).toBe(202);
    expect(await api.db.judgement.count({ where: { submissionId: reply.body.id, state: 'queued' } })).toBe(1);
  });
});
