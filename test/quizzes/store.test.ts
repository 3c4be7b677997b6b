import { findCurrent, storeQuiz } from '../../src/quizzes/store.js';
import { syncQuizzes } from '../../src/quizzes/sync.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { miniQuiz, variant } from '../support/mini-quiz.js';
import { fixtureExercises } from '../support/tiny-exercise.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('storing is by content: once, and again only after a change; old versions stay', async () => {
  const { db } = database;
  expect(await syncQuizzes(db, fixtureExercises)).toEqual({ total: 1, changed: ['mini'] });
  expect(await syncQuizzes(db, fixtureExercises)).toEqual({ total: 1, changed: [] });
  expect(await findCurrent(db, 'mini')).toEqual(miniQuiz);
  const newer = variant('mini', { attempts: 5 });
  expect(await storeQuiz(db, newer)).toBe(true);
  expect(await findCurrent(db, 'mini')).toEqual(newer);
  expect(await syncQuizzes(db, fixtureExercises)).toEqual({ total: 1, changed: ['mini'] });
  expect(await db.quizVersion.count()).toBe(2);
});
