import { SandboxError } from '../../src/errors.js';
import { isEnginesFault } from '../../src/judging/give-back.js';

const caused = (cause: object) => new SandboxError('run', { cause: Object.assign(new Error('cause'), cause) });

test.each([
  ['a connection that is refused', caused({ code: 'ECONNREFUSED' }), true],
  ['a connection that is lost', caused({ code: 'ECONNRESET' }), true],
  ['a full disk', caused({ statusCode: 500 }), true],
  ['a fault wrapped twice', new SandboxError('build', { cause: caused({ statusCode: 503 }) }), true],
  ['a request that the engine does not understand', caused({ statusCode: 400 }), false],
  ['a missing image', caused({ statusCode: 404 }), false],
  ['a runner that ends', new SandboxError('the runner ended'), false],
  ['a database that is down', Object.assign(new Error('no database'), { code: 'ECONNREFUSED' }), false],
])("whether %s is the engine's own fault", (_what, error, expected) => expect(isEnginesFault(error)).toBe(expected));
