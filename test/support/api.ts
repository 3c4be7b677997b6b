import type { Express } from 'express';
import { type Config, readConfig } from '../../src/config.js';
import { listenForEvents, type SubmissionEvents } from '../../src/events.js';
import { storeExercise } from '../../src/exercises/store.js';
import { exerciseUseCases } from '../../src/exercises/use-cases.js';
import type { PrismaClient } from '../../src/generated/prisma/client.js';
import { apiRoutes } from '../../src/http/api.js';
import { createApp } from '../../src/http/app.js';
import { createQueue, type JudgementQueue } from '../../src/queue.js';
import { quizUseCases } from '../../src/quizzes/use-cases.js';
import { submissionUseCases } from '../../src/submissions/use-cases.js';
import { createUserWithToken, findByToken } from '../../src/users/store.js';
import { freshDatabase } from './database.js';
import { log } from './log.js';
import { tinyExercise } from './tiny-exercise.js';

export interface Api {
  app: Express;
  db: PrismaClient;
  url: string;
  config: Config;
  queue: JudgementQueue;
  events: SubmissionEvents;
  tokens: { learner: string; other: string; instructor: string };
}

/** The real application over a database and a queue of its own, with one exercise stored and no worker; for the tests of one file. */
export function useApi(): Api {
  const api = {} as Api;
  let stop = async () => {};
  beforeAll(async () => {
    const started = await startApi();
    stop = started.stop;
    Object.assign(api, started.api);
  });
  afterAll(() => stop());
  return api;
}

async function startApi(): Promise<{ api: Api; stop(): Promise<void> }> {
  const { url, db, drop } = await freshDatabase();
  const config = readConfig();
  const queue = createQueue(config, url, log);
  const events = listenForEvents(url, log);
  const stop = async () => {
    await events.close();
    await queue.close();
    await drop();
  };
  await storeExercise(db, tinyExercise);
  const tokens = {
    learner: await createUserWithToken(db, 'L', 'learner', 'test'),
    other: await createUserWithToken(db, 'O', 'learner', 'test'),
    instructor: await createUserWithToken(db, 'I', 'instructor', 'test'),
  };
  const probes = { database: () => db.$queryRaw`SELECT 1`, queue: () => queue.ping() };
  const useCases = {
    exercises: exerciseUseCases(db),
    submissions: submissionUseCases({ db, queue, events, limits: config.queue, log }),
    quizzes: quizUseCases(db),
    probes,
  };
  const app = createApp({ routes: apiRoutes(useCases), authenticate: (token) => findByToken(db, token), log });
  return { api: { app, db, url, config, queue, events, tokens }, stop };
}
