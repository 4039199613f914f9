import {
  decideNextKey,
  PUBLISHED_AHEAD_MS,
  signingKeyAt,
  SIGNS_MS,
  VERIFIES_AFTER_MS,
  type KnownKey,
} from './signing-keys.rules.js';

const HOUR = 3_600_000;
const at = (ms: number): Date => new Date(ms);
const start = Date.UTC(2026, 10, 1);

function key(id: string, signsFrom: number, usable = true): KnownKey {
  const signsUntil = signsFrom + SIGNS_MS;
  return {
    id,
    usable,
    signsFrom: at(signsFrom),
    signsUntil: at(signsUntil),
    verifiesUntil: at(signsUntil + VERIFIES_AFTER_MS),
  };
}

describe('the next signing key', () => {
  const current = key('a', start);
  const end = start + SIGNS_MS;

  it.each([
    ['there is none', [], start, start],
    ['the only one cannot be opened', [key('a', start, false)], start + HOUR, start + HOUR],
    ['the only one has ended', [current], end, end],
    ['the current one has just begun', [current], start, null],
    ['the current one ends in more than a day', [current], end - PUBLISHED_AHEAD_MS - 1, null],
    ['the current one ends in a day', [current], end - PUBLISHED_AHEAD_MS, end],
    ['its successor is there', [current, key('b', end)], end - HOUR, null],
    ['its successor cannot be opened', [current, key('b', end, false)], end - HOUR, end],
    ['the successor signs', [current, key('b', end)], end + HOUR, null],
  ])('is needed when %s', (_when, keys, now, signsFrom) => {
    expect(decideNextKey(keys, at(now))?.signsFrom.getTime() ?? null).toBe(signsFrom);
  });

  it('is published for a day before it signs, and verifies until the last token of its time is over', () => {
    const next = decideNextKey([current], at(end - PUBLISHED_AHEAD_MS));
    expect(next?.signsFrom.getTime()).toBe(end);
    expect(next?.signsUntil.getTime()).toBe(end + SIGNS_MS);
    expect(next?.verifiesUntil.getTime()).toBe(end + SIGNS_MS + VERIFIES_AFTER_MS);
  });
});

it.each([
  ['before its time', [key('a', start)], start - 1, null],
  ['from its first moment', [key('a', start)], start, 'a'],
  ['until its last', [key('a', start)], start + SIGNS_MS - 1, 'a'],
  ['not afterwards', [key('a', start)], start + SIGNS_MS, null],
  ['unless it cannot be opened', [key('a', start, false)], start, null],
  ['unless a younger one does', [key('a', start), key('b', start + HOUR)], start + 2 * HOUR, 'b'],
])('a key signs %s', (_when, keys, now, id) => {
  expect(signingKeyAt(keys, at(now))?.id ?? null).toBe(id);
});
