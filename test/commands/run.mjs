/*
 * npm test: every file once, three at a time. When no more than two of them failed, these once more, alone on the machine: a
 * test of time-outs, crashes and browsers may be wronged by a machine that stands still for seconds. What passed only then is
 * named in the last lines, and is a defect of the test or of the program all the same.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const AGAIN_AT_MOST = 2;
const wishes = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'understudy-results-'));

const first = jest('first', wishes);
const failed = first.results?.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name) ?? [];
if (first.status === 0 || failed.length === 0 || failed.length > AGAIN_AT_MOST) end(first.status);

const second = jest('second', [...wishes, '--runInBand', '--runTestsByPath', ...failed]);
if (second.status !== 0) end(second.status);
for (const name of failed) console.log(`Passed at the second try only: ${relative('.', name)}`);
console.log(summary(first.results, second.results));
end(0);

function jest(name, options) {
  const file = join(folder, `${name}.json`);
  const { status } = spawnSync('npm', ['run', '--silent', 'jest', '--', '--json', `--outputFile=${file}`, ...options], {
    stdio: ['inherit', 'ignore', 'inherit'],
  });
  return { status: status ?? 1, results: read(file) };
}

/** Null when the runner ended before it had results. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Of both tries together, in the runner's own words. */
function summary(all, again) {
  const rest = all.testResults
    .filter(({ status }) => status !== 'failed')
    .flatMap(({ assertionResults }) => assertionResults);
  const tests = [...rest, ...again.testResults.flatMap(({ assertionResults }) => assertionResults)];
  const count = (...states) => tests.filter(({ status }) => states.includes(status)).length;
  const skipped = count('pending', 'skipped', 'todo');
  return `Tests:       ${skipped > 0 ? `${skipped} skipped, ` : ''}${count('passed')} passed, ${tests.length} total`;
}

function end(status) {
  rmSync(folder, { recursive: true, force: true });
  process.exit(status);
}
