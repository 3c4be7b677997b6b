import { locksHeld } from '../../../src/judging/source/locks.js';

/** A method whose body has the given lines; the line that is asked about ends with `// here`. */
function heldIn(body: string, name = '(*C).M'): string[] {
  const source = `package exercise\n\nfunc (c *C) M(f func(int) (int, error), x interface{ N() }) (struct{ n int }, error) {\n${body}\n}\n`;
  const line = source.split('\n').findIndex((text) => text.includes('// here')) + 1;
  return locksHeld(source, name, line).map((lock) => `${lock.name} ${lock.mode}`);
}

const table: [string, string, string[]][] = [
  ['nothing', 'c.n++ // here', []],
  ['a lock', 'c.mu.Lock()\nc.n++ // here\nc.mu.Unlock()', ['mu write']],
  ['a read lock, unlocked later', 'c.mu.RLock()\ndefer c.mu.RUnlock()\nc.n++ // here', ['mu read']],
  ['unlocked before', 'c.mu.Lock()\nc.mu.Unlock()\nc.n++ // here', []],
  ['two locks', 'a.Lock()\nc.b.RLock()\nc.n++ // here', ['a write', 'b read']],
  ['a lock by index', 'c.shards[i].mu.Lock()\nc.n++ // here', ['shards[i].mu write']],
  ['unlocked on the way out only', 'c.mu.Lock()\nif x {\nc.mu.Unlock()\nreturn\n}\nc.n++ // here', ['mu write']],
  ['unlocked on one way that goes on', 'c.mu.Lock()\nif x {\nc.mu.Unlock()\n}\nc.n++ // here', []],
  ['locked on one way only', 'if x {\nc.mu.Lock()\n}\nc.n++ // here', []],
  ['inside a branch', 'if x {\nc.mu.Lock()\nc.n++ // here\n}', ['mu write']],
  ['an else after a branch that left', 'c.mu.Lock()\nif x {\nc.mu.Unlock()\nreturn\n} else {\nc.n++ // here\n}', ['mu write']],
  ['in a case', 'switch x {\ncase 1:\nc.mu.Lock()\ncase 2:\nc.n++ // here\n}', []],
  ['after cases that all keep it', 'c.mu.Lock()\nswitch x {\ncase 1:\nf()\ndefault:\ng()\n}\nc.n++ // here', ['mu write']],
  ['after cases of which one gives it up', 'c.mu.Lock()\nselect {\ncase <-a:\nc.mu.Unlock()\ncase <-b:\n}\nc.n++ // here', []],
  ['after a loop that is left without it', 'c.mu.Lock()\nfor {\nif x {\nc.mu.Unlock()\nbreak\n}\n}\nc.n++ // here', []],
  ['in a loop that gives it up', 'c.mu.Lock()\nfor i := range n {\nc.n++ // here\nc.mu.Unlock()\n}', []],
  ['in a loop that keeps it', 'c.mu.Lock()\nfor i := range n {\nc.n++ // here\n}', ['mu write']],
  ['taken in every round', 'for i := range n {\nc.mu.Lock()\nc.n++ // here\nc.mu.Unlock()\n}', ['mu write']],
  ['given up and taken back', 'c.mu.RLock()\nc.mu.RUnlock()\nc.mu.Lock()\nc.n++ // here', ['mu write']],
  ['on the same line', 'c.mu.Lock(); c.n++; c.mu.Unlock() // here', []],
  ['by another function', 'go func() {\nc.mu.Lock()\n}()\nc.n++ // here', []],
  ['given up by a deferred function', 'c.mu.Lock()\ndefer func() {\nc.mu.Unlock()\n}()\nc.n++ // here', ['mu write']],
  ['in words only', 's := "c.mu.Lock()"\n// c.mu.Lock()\n/* c.mu.Lock() */\nc.n++ // here', []],
  ['in a raw string with braces', 's := `}}} c.mu.Lock()`\nc.mu.RLock()\nc.n++ // here', ['mu read']],
  ['perhaps', 'if c.mu.TryLock() {\nc.n++ // here\n}', []],
];

test.each(table)('%s', (_name, body, expected) => {
  expect(heldIn(body)).toEqual(expected);
});

test('a function literal has locks of its own, and the name says which function is meant', () => {
  const body = 'c.mu.Lock()\ngo func() {\nc.n++ // here\n}()';
  expect(heldIn(body, '(*C).M.func1')).toEqual([]);
  expect(heldIn('go func() {\nc.mu.Lock()\nc.n++ // here\n}()', '(*C).M.func1')).toEqual(['mu write']);
  expect(heldIn('c.mu.Lock()\nc.n++ // here', '(*C).M.func1')).toEqual([]);
});

test('source that is cut short, or a line beyond its end, says nothing', () => {
  expect(locksHeld('package exercise\n\nfunc F() {\n\tmu.Lock()\n\tn++\n', 'F', 5)).toEqual([]);
  expect(locksHeld('package exercise\n', 'F', 9)).toEqual([]);
});
