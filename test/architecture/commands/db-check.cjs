'use strict';
/** `npm run db:check`: do migrations and entities agree? Runs on TEST_DATABASE_URL, else on an embedded PostgreSQL of its own. */
require('../../support/servers/typescript.cjs');
const { runName } = require('../../support/servers/names.ts');
const { startPostgres, databaseOn } = require('../../support/servers/postgres.ts');
const { schemaDrift } = require('../schema-drift.ts');

async function main() {
  const postgres = await startPostgres(runName(process.pid));
  try {
    const drift = await schemaDrift(databaseOn(postgres.adminUrl, postgres.template));
    for (const statement of drift) process.stderr.write(`${statement}\n`);
    if (drift.length > 0) process.exitCode = 1;
  } finally {
    await postgres.stop();
  }
}

main();
