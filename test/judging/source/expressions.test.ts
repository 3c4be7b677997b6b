import type { Operation } from '../../../src/diagnosis/operation.js';
import { operandsOf, waitsOn } from '../../../src/judging/source/expressions.js';

const inMethod = (line: string) => `package exercise\n\nfunc (c *Cache) M() {\n\t${line}\n}\n`;

const accesses: [string, 'read' | 'write', Operation | null, string[]][] = [
  ['c.n++', 'write', null, ['n']],
  ['c.n++', 'read', null, ['n']],
  ['total += x', 'write', null, ['total']],
  ['c.items[key] = Item{Value: v}', 'write', 'assign', ['items']],
  ['c.items[key].n++', 'write', 'assign', ['items']],
  ['out[i] = f(x)', 'write', null, ['out[i]']],
  ['a, b.c = 1, 2', 'write', null, ['a', 'b.c']],
  ['*p = 3', 'write', null, ['p']],
  ['item, exists := c.items[key]', 'read', 'index', ['items']],
  ['delete(c.items, key)', 'write', 'delete', ['items']],
  ['for key := range c.items {}', 'read', 'range', ['items']],
  ['defer close(results)', 'write', 'close', ['results']],
  ['results <- process(job)', 'read', 'send', ['results']],
  ['for job := range jobs {}', 'read', 'receive', ['jobs']],
  ['if c.closed {}', 'read', null, ['closed']],
  ['return c.n + len(name)', 'read', null, ['n', 'name']],
  ['x := c.now()', 'read', null, []],
  ['log.Println("c.n =", 3)', 'read', null, []],
  ['n == 3', 'write', null, []],
];

test.each(accesses)('%s, a %s (%s), may be of %j', (line, kind, operation, expected) => {
  expect(operandsOf(inMethod(line), '(*Cache).M', 4, kind, operation)).toEqual(expected);
});

const waits: [string, string, string | null][] = [
  ['c.mu.Lock()', 'locking a mutex', 'mu'],
  ['mu.RLock()', 'locking a mutex for reading', 'mu'],
  ['wg.Wait()', 'waiting for a WaitGroup', 'wg'],
  ['x := <-c.answers', 'receiving from a channel', 'answers'],
  ['<-ctx.Done()', 'receiving from a channel', 'ctx.Done()'],
  ['<-time.Tick(time.Second)', 'receiving from a channel', null],
  ['for job := range jobs {}', 'receiving from a channel', 'jobs'],
  ['results <- process(job)', 'sending on a channel', 'results'],
  ['out <- <-in', 'receiving from a channel', 'in'],
  ['<-a; <-b', 'receiving from a channel', null],
  ['select {}', 'waiting in a select', null],
  ['f(x)', 'sending on a channel', null],
];

test.each(waits)('%s, %s, waits on %s', (line, waitsFor, expected) => {
  expect(waitsOn(inMethod(line), '(*Cache).M', 4, waitsFor)).toBe(expected);
});
