import { canonicalJson } from './canonical-json.rules.js';

describe('canonicalJson', () => {
  it.each([
    [
      { b: 1, a: { d: [1, { z: 1, y: 2 }], c: null } },
      { a: { c: null, d: [1, { y: 2, z: 1 }] }, b: 1 },
    ],
    [undefined, null],
  ])('is one text for %j and %j', (one, other) => {
    expect(canonicalJson(one)).toBe(canonicalJson(other));
  });

  it.each([
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: '1' }],
    [{ a: undefined, b: 1 }, { b: 2 }],
  ])('differs for %j and %j', (one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });
});
