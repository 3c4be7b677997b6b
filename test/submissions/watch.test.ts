import { storeExercise } from '../../src/exercises/store.js';
import type { PrismaClient } from '../../src/generated/prisma/client.js';
import { record, takeUp } from '../../src/judging/store.js';
import { watchSubmission } from '../../src/submissions/watch.js';
import { createUserWithToken } from '../../src/users/store.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { storeSubmission } from '../support/stored.js';
import { doubles, tinyExercise } from '../support/tiny-exercise.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('a verdict that is recorded between two looks at the database is not taken for one that was told', async () => {
  const { db } = database;
  await storeExercise(db, tinyExercise);
  await createUserWithToken(db, 'L', 'learner', 'test');
  const { id, ticket } = await storeSubmission(db, doubles.accepted, 1);
  const judgement = await takeUp(db, ticket.id);
  if (!judgement) throw new Error('nothing to judge');

  /** The database, in which the verdict comes right after the second look for new events has found none. */
  let looks = 0;
  const racing = db.$extends({
    query: {
      submissionEvent: {
        findMany: async ({ args, query }) => {
          const rows = await query(args);
          if (++looks === 2) {
            const result = { verdict: 'accepted', score: 3, maxScore: 3, message: 'm', details: null, timings: null, image: 'i' } as const;
            await record(db, judgement, result);
          }
          return rows;
        },
      },
    },
  }) as unknown as PrismaClient;
  let wake = () => {};
  const events = {
    watch: (_id: string, callback: () => void) => {
      wake = callback;
      return () => {};
    },
    close: async () => {},
  };

  const states: string[] = [];
  for await (const event of watchSubmission(racing, events, id, 0n, AbortSignal.timeout(30_000))) {
    states.push(event.state);
    setTimeout(wake, 10);
  }
  expect(states).toEqual(['queued', 'compiling', 'judged']);
});
