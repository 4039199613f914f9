'use strict';
require('./typescript.cjs');

module.exports = async function globalTeardown() {
  await require('./servers.ts').stopServers();
};
