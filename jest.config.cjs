/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
  // Sources name their imports as they are after compiling.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/support/global-setup.cjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.cjs',
  // A limit for hangs, not for speed: judgements share two cores with whatever else runs.
  testTimeout: 120_000,
  maxWorkers: 2,
  // Not the system's temporary folder, where it would stay behind.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
