import { setImmediate as later } from 'node:timers/promises';
import { oneAtATime } from '../../src/submissions/one-at-a-time.js';

test('for one key each begins when the one before has ended, failed or not; another key waits for nobody', async () => {
  const seen: string[] = [];
  let end = () => {};
  const first = oneAtATime('a', () => new Promise<void>((resolve) => (end = resolve)));
  const second = oneAtATime('a', async () => {
    seen.push('second');
    throw new Error('of the second');
  });
  const third = oneAtATime('a', async () => seen.push('third'));
  await oneAtATime('b', async () => seen.push('other'));
  await later();
  expect(seen).toEqual(['other']);
  end();
  await first;
  await expect(second).rejects.toThrow('of the second');
  await third;
  expect(seen).toEqual(['other', 'second', 'third']);
});

test('what comes after all have ended begins at once', async () => {
  await oneAtATime('a', async () => {});
  await later();
  expect(await oneAtATime('a', async () => 'again')).toBe('again');
});
