import { setImmediate as later } from 'node:timers/promises';
import { apart, currentTrail, follow, note } from '../../src/trail.js';

test('what is served has its ids and those of whom it is within', async () => {
  await follow({ request: 'r' }, async () => {
    await follow({ judgement: 'j' }, async () => {
      await later();
      expect(currentTrail()).toEqual({ request: 'r', judgement: 'j' });
    });
    expect(currentTrail()).toEqual({ request: 'r' });
  });
  expect(currentTrail()).toEqual({});
});

test('two that are served at once do not see one another', async () => {
  const serve = (request: string) =>
    follow({ request }, async () => {
      await later();
      note({ user: `user of ${request}` });
      await later();
      return currentTrail();
    });
  expect(await Promise.all([serve('a'), serve('b')])).toEqual([
    { request: 'a', user: 'user of a' },
    { request: 'b', user: 'user of b' },
  ]);
});

test('what becomes known inside is known outside, too', async () => {
  await follow({ request: 'r' }, async () => {
    await follow({}, async () => note({ submission: 's' }));
    expect(currentTrail()).toEqual({ request: 'r', submission: 's' });
  });
});

test('a part that goes on when the whole has ended keeps its ids; what was begun and left does not', async () => {
  let release = () => {};
  const ended = new Promise<void>((resolve) => {
    release = resolve;
  });
  let part = Promise.resolve({});
  let left = Promise.resolve({});
  await follow({ request: 'r' }, async () => {
    part = follow({}, async () => {
      await ended;
      return currentTrail();
    });
    left = ended.then(() => currentTrail());
  });
  release();
  expect(await part).toEqual({ request: 'r' });
  expect(await left).toEqual({});
});

test('what serves others too has no ids', async () => {
  await follow({ request: 'r' }, async () => expect(apart(currentTrail)).toEqual({}));
});
