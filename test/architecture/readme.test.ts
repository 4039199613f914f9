import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PATH_REWRITES } from '../../src/common/http/path-rewrites.js';
import '../../src/config/settings.js';
import { listedVariables } from '../../src/config/variable.js';

const read = (path: string): string => readFileSync(path, 'utf8');
const readme = read('README.md');
const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];

/** The cells of a table row, as they are read: without code marks and escapes. */
function cellsOf(row: string): string[] {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) =>
    cell
      .trim()
      .replace(/`/g, '')
      .replace(/\\(?=[<>|])/g, ''),
  );
}

/** The first table below a heading, without its first two rows. */
function tableBelow(heading: string): string[][] {
  const section = readme.split(`\n${heading}\n`)[1] ?? '';
  const table = /(?:^\|.*\n)+/m.exec(section)?.[0] ?? '';
  return table.trimEnd().split('\n').slice(2).map(cellsOf);
}

describe('the README', () => {
  it('names every variable, its default and its meaning, as npm run config does', () => {
    const described = listedVariables().map(({ listedAs, default: fallback, meaning }) => [
      listedAs,
      fallback ?? 'unset',
      meaning,
    ]);
    expect(tableBelow('## Configuration')).toEqual(described);
  });

  it('names the paths of the original systems that keep working', () => {
    const named = tableBelow('## Paths of the original systems').map(([from, to]) => [from, to]);
    expect(named).toEqual(PATH_REWRITES.map(([from, to]) => [from, to]));
  });

  it('names the two commands', () => {
    expect(readme).toContain('```sh\nnpm ci && npm start\n```');
    expect(readme).toContain('```sh\nnpm ci && npm test\n```');
  });
});

describe('the documents', () => {
  it('name scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap((path) =>
      [...read(path).matchAll(/`npm run ([\w:]+)/g)].map(([, script]) => script ?? ''),
    );
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('link to files that exist', () => {
    const broken = documents.flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
        .map(([, target]) => join(dirname(path), target ?? ''))
        .filter((target) => !existsSync(target)),
    );
    expect(broken).toEqual([]);
  });

  it('cite tests that exist, by file and by name', () => {
    const cited = documents.flatMap((path) => [
      ...read(path).matchAll(/`((?:test|src|packages)\/[\w./-]+\.(?:test|spec)\.ts)`(?:: ((?:"[^"]+"(?:, )?)+))?/g),
    ]);
    const missing = cited.filter(([, file = '', names = '']) => !cites(file, names));
    expect(missing.map(([citation]) => citation)).toEqual([]);
    expect(cited.length).toBeGreaterThan(10);
  });
});

/** Does this file hold tests of these names? Names in code may be split over lines or have a `%s` for a case. */
function cites(file: string, names: string): boolean {
  if (!existsSync(file)) return false;
  const code = read(file);
  return [...names.matchAll(/"([^"]+)"/g)].every(([, name = '']) => code.includes(name));
}
