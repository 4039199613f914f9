import { isStorableText, jsonDepth, textProblem } from './json-body.rules.js';

describe('jsonDepth', () => {
  it.each([
    ['', 0],
    ['1', 0],
    ['{}', 1],
    ['[[1],{"a":[2]}]', 3],
    ['"[[[["', 0],
    ['{"a\\"[":"\\\\","b":[]}', 2],
    [`${'['.repeat(40)}${']'.repeat(40)}`, 40],
    [']]]]', 0],
  ])('of %s is %i', (text, depth) => {
    expect(jsonDepth(text)).toBe(depth);
  });

  it('reads 200,000 levels without recursion', () => {
    expect(jsonDepth('['.repeat(200_000))).toBe(200_000);
  });
});

describe('storable text', () => {
  it.each([
    ['plain', true],
    ['emoji 👋 and ü', true],
    ['nul \0', false],
    ['half \ud800', false],
    ['other half \udc00', false],
  ])('%j: %s', (text, storable) => {
    expect(isStorableText(text)).toBe(storable);
  });

  it.each([
    [{ a: 'x' }, null],
    [{ a: { b: ['x', 'y\0'] } }, 'a.b.1'],
    [{ 'k\0': 1 }, ''],
    ['\0', ''],
    [[1, null, true], null],
    [{ a: [{ constructor: 1 }] }, 'a.0.constructor'],
    [{ a: 'constructor' }, null],
  ])('finds the place in %j', (value, path) => {
    expect(textProblem(value, '')?.path ?? null).toBe(path);
  });
});
