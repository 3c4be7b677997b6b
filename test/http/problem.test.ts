import { isDatabaseDown } from '../../src/http/problem.js';

const failed = (code: string, message: string, cause?: Error) => Object.assign(new Error(message, { cause }), { code });

test.each([
  ['a raw query while it shuts down', failed('P2010', 'Raw query failed. Code: `57P01`. Message: `terminating connection`'), true],
  [
    'a raw query while it starts up',
    failed('P2010', 'Raw query failed. Code: `57P03`. Message: `the database system is starting up`'),
    true,
  ],
  ['while it recovers', failed('57P03', 'the database system is in recovery mode'), true],
  ['a transaction that broke off', failed('P2028', 'Transaction API error: Transaction not found'), true],
  ['a refused connection, deep within', failed('P2010', 'Raw query failed', failed('ECONNREFUSED', 'connect')), true],
  ['a constraint that is broken', failed('P2002', 'Unique constraint failed'), false],
  ['a raw query that is wrong', failed('P2010', 'Raw query failed. Code: `42601`. Message: `syntax error`'), false],
  ['no error of the database', new Error('undefined is not a function'), false],
])('whether the database is down: %s', (_what, error, expected) => expect(isDatabaseDown(error)).toBe(expected));
