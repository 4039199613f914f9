import { copyJson, copyText } from './copy-text.js';

describe('a value of COPY', () => {
  it.each([
    [null, '\\N'],
    ['', ''],
    ['plain, "quoted", \'so\' and grüße 🙂', 'plain, "quoted", \'so\' and grüße 🙂'],
    ['\\N', '\\\\N'],
    ['\\.', '\\\\.'],
    ['a\tb\nc\rd\\e', 'a\\tb\\nc\\rd\\\\e'],
    ['\b\f\v\u0001\u007f', '\b\f\v\u0001\u007f'],
    ['a\u0000b', 'a\ufffdb'],
    ['half \ud83d and \ude42 of one', 'half \ufffd and \ufffd of one'],
  ])('%j is written as %j', (value, written) => {
    expect(copyText(value)).toBe(written);
  });

  it.each([
    [{}, '{}'],
    [{ path: 'users', bytes: 1, because: null }, '{"path":"users","bytes":1,"because":null}'],
    [{ path: '🙂' }, '{"path":"🙂"}'],
    [{ path: 'a\tb"c\\d' }, '{"path":"a\\\\tb\\\\"c\\\\\\\\d"}'],
    [{ path: '\u0000\ud83d\u0001' }, '{"path":"\ufffd\ufffd\\\\u0001"}'],
    [{ path: '\\u0000 \\ud83d' }, '{"path":"\\\\\\\\u0000 \\\\\\\\ud83d"}'],
  ])('%j is written as %s', (value, written) => {
    expect(copyJson(JSON.stringify(value))).toBe(written);
  });
});
