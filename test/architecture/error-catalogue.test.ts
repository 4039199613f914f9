import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CATALOGUE, ERROR_CODES, type CatalogueEntry } from '../../src/common/errors/catalogue.js';

/** The codes of the last release. Add a line for a new code; a changed or removed line breaks clients. */
const committed = readFileSync(resolve('test/architecture/error-codes.txt'), 'utf8').trim().split('\n');

const entries: [string, CatalogueEntry][] = ERROR_CODES.map((code) => [code, CATALOGUE[code]]);
const line = ([code, { errorCode, status }]: [string, CatalogueEntry]): string => `${errorCode} ${status} ${code}`;

describe('the error catalogue', () => {
  it('keeps the number, the status and the name of every code', () => {
    expect(entries.map(line).sort()).toEqual(committed);
  });

  it('gives each code a number of its own', () => {
    const numbers = entries.map(([, { errorCode }]) => errorCode);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('names codes in snake_case', () => {
    expect(ERROR_CODES.filter((code) => !/^[a-z]+(_[a-z]+)*$/.test(code))).toEqual([]);
  });

  it('holds the four numbers of the bot contract', () => {
    const fixed = entries.filter(([, { errorCode }]) => errorCode >= 1022 && errorCode <= 1025);
    expect(fixed.map(line)).toEqual([
      '1022 412 account_is_bot',
      '1023 403 bot_users_disabled',
      '1024 403 bot_not_owned',
      '1025 403 cannot_make_bot_owner',
    ]);
  });

  it('answers with client and server errors only, in words', () => {
    const odd = entries.filter(([, { status, title }]) => status < 400 || status > 599 || !/^[A-Z].+[^.]$/.test(title));
    expect(odd.map(line)).toEqual([]);
  });
});
