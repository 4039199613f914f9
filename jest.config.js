'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { temporaryFolder } = require('./test/support/servers/temporary-folder.cjs');

// Of this process and all that it starts.
process.env.TMPDIR = temporaryFolder();

/** The build's own transform. What the build leaves out (`exclude`) are the tests, which are wanted here. */
const { $schema, exclude, ...swc } = JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8'));

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  // As the first line of main.ts does.
  setupFiles: ['reflect-metadata'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  // Of ten modules that a test loads, eight are of packages: JavaScript.
  moduleFileExtensions: ['js', 'ts', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@node-rs/argon2$': '<rootDir>/test/support/quick-argon2.cjs',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
};

/** One PostgreSQL and one Redis for the whole run, whatever projects take part in it. */
const withServers = {
  ...shared,
  globalSetup: '<rootDir>/test/support/servers/global-setup.cjs',
  globalTeardown: '<rootDir>/test/support/servers/global-teardown.cjs',
};

const project = (displayName, base = withServers) => ({
  ...base,
  displayName,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
});

module.exports = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    project('assistants', shared),
    {
      ...shared,
      displayName: 'clients',
      testMatch: ['<rootDir>/packages/client/test/**/*.test.ts', '<rootDir>/test/clients/**/*.test.ts'],
    },
    project('db'),
    project('http'),
    project('architecture'),
    project('faults'),
    project('browser'),
  ],
  testSequencer: '<rootDir>/test/support/servers/long-first.cjs',
  maxWorkers: 3,
  testTimeout: 90_000,
};
