'use strict';
/** `npm run openapi` writes docs/api/openapi.json; with --check it only says whether that file is up to date. No database is needed. */
require('../../support/servers/typescript.cjs');
const { readFileSync, writeFileSync } = require('node:fs');
const { describeApi, FILE } = require('../openapi-file.ts');

async function main() {
  const wanted = await describeApi();
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, wanted);
    return;
  }
  if (readFileSync(FILE, 'utf8') === wanted) return;
  process.stderr.write(`${FILE} is not what the program answers: run npm run openapi and review the difference\n`);
  process.exitCode = 1;
}

main();
