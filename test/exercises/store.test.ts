import { findCurrent, findVersion, storeExercise } from '../../src/exercises/store.js';
import { syncExercises } from '../../src/exercises/sync.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { fixtureExercises, tinyExercise } from '../support/tiny-exercise.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('storing is by content: once, and again only after a change; old versions stay', async () => {
  const { db } = database;
  expect(await syncExercises(db, fixtureExercises)).toEqual({ total: 1, changed: ['tiny'] });
  expect(await syncExercises(db, fixtureExercises)).toEqual({ total: 1, changed: [] });
  const newer = { ...tinyExercise, digest: 'another', statement: 'better words' };
  expect(await storeExercise(db, newer)).toBe(true);
  expect(await findCurrent(db, 'tiny')).toEqual(newer);
  expect(await findVersion(db, tinyExercise.digest)).toEqual(tinyExercise);
  expect(await syncExercises(db, fixtureExercises)).toEqual({ total: 1, changed: ['tiny'] });
  expect(await findCurrent(db, 'tiny')).toEqual(tinyExercise);
});
