'use strict';
require('./typescript.cjs');

module.exports = async function globalSetup() {
  await require('./servers.ts').startServers();
};
