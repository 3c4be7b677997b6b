import { createLog } from '../../src/log.js';

/** Silent, unless TEST_LOG names a level. */
export const log = createLog({ logLevel: process.env.TEST_LOG === 'debug' ? 'debug' : 'silent' });
