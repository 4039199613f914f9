'use strict';
/** `npm run screenshots`: every page, light and dark, into docs/screenshots. Wants a Chromium; brings its own database. */
require('../../support/servers/typescript.cjs');
const { startServers, stopServers } = require('../../support/servers/servers.ts');
const { photograph } = require('../support/photograph.ts');

async function main() {
  await startServers();
  try {
    await photograph('docs/screenshots');
  } finally {
    await stopServers();
  }
}

main();
