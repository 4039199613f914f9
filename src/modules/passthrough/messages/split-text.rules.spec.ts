import fc from 'fast-check';
import { lengthOf, splitText } from './split-text.rules.js';

const FAMILY = '👨‍👩‍👧‍👦';

describe('splitText', () => {
  it.each([
    ['short', 10, ['short']],
    ['one two three', 8, ['one two', 'three']],
    ['one two three', 7, ['one two', 'three']],
    ['onetwothree', 4, ['onet', 'woth', 'ree']],
    ['a bbbbbbbbbb', 8, ['a bbbbbb', 'bbbb']],
    ['  x  ', 3, ['x']],
    ['one\ntwo three', 5, ['one', 'two', 'three']],
    ['ünïcödé', 3, ['ünï', 'cöd', 'é']],
    ['😀😀😀', 2, ['😀😀', '😀']],
    [`aa${FAMILY}bb`, 8, ['aa', `${FAMILY}b`, 'b']],
  ])('%j in parts of %i', (text, max, parts) => {
    expect(splitText(text, max)).toEqual(parts);
  });

  it('loses nothing but space, and no part is too long or empty', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', 'é', FAMILY), maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 50 }), (whole, max) => {
        const parts = splitText(whole, max);
        expect(parts.every((part) => part !== '' && lengthOf(part) <= max && part.isWellFormed())).toBe(true);
        expect(parts.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''));
      }),
    );
  });
});
