import { presentedCredential, repeatedHeader } from './credentials.rules.js';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('presentedCredential', () => {
  it.each([
    ['nothing', {}, { kind: 'none' }],
    ['a bearer', { authorization: 'Bearer abc.def' }, { kind: 'bearer', secret: 'abc.def' }],
    ['any case of the scheme', { authorization: 'bEARER abc' }, { kind: 'bearer', secret: 'abc' }],
    ['a token', { authorization: 'Token us_pat_1' }, { kind: 'bearer', secret: 'us_pat_1' }],
    ['a service key', { 'x-bot-api-key': 'k' }, { kind: 'service-key', secret: 'k' }],
    ['both', { authorization: 'Bearer a', 'x-bot-api-key': 'k' }, { kind: 'conflict' }],
    ['an unreadable one beside a key', { authorization: '', 'x-bot-api-key': 'k' }, { kind: 'conflict' }],
    ['another scheme', { authorization: 'Digest YTpi' }, { kind: 'unreadable' }],
    ['a password', { authorization: basic('ada:s:cret é') }, { kind: 'basic', username: 'ada', password: 's:cret é' }],
    ['a password in any case', { authorization: 'bAsIc YTpi' }, { kind: 'basic', username: 'a', password: 'b' }],
    ['an empty password', { authorization: basic('ada:') }, { kind: 'basic', username: 'ada', password: '' }],
    ['a password of nobody', { authorization: basic(':secret') }, { kind: 'unreadable' }],
    ['a name alone', { authorization: basic('ada') }, { kind: 'unreadable' }],
    ['a control character', { authorization: basic('ada:a\u0000b') }, { kind: 'unreadable' }],
    [
      'what is not UTF-8',
      { authorization: `Basic ${Buffer.from([97, 58, 0xff]).toString('base64')}` },
      { kind: 'unreadable' },
    ],
    ['a huge password', { authorization: basic(`ada:${'a'.repeat(257)}`) }, { kind: 'unreadable' }],
    ['a password beside a key', { authorization: basic('a:b'), 'x-bot-api-key': 'k' }, { kind: 'conflict' }],
    ['two secrets in one header', { authorization: 'Bearer a, Bearer b' }, { kind: 'unreadable' }],
    ['no secret', { authorization: 'Bearer ' }, { kind: 'unreadable' }],
    ['a huge one', { authorization: `Bearer ${'a'.repeat(9000)}` }, { kind: 'unreadable' }],
  ])('reads %s', (_, headers, expected) => {
    expect(presentedCredential(headers)).toEqual(expected);
  });
});

describe('repeatedHeader', () => {
  it.each([
    [['Authorization', 'a', 'AUTHORIZATION', 'b'], 'authorization'],
    [['X-Bot-API-Key', 'a', 'x-bot-api-key', 'a'], 'x-bot-api-key'],
    [['Idempotency-Key', '1', 'Accept', '*/*', 'idempotency-key', '2'], 'idempotency-key'],
    [['Accept', 'a', 'Accept', 'b'], null],
    [[], null],
  ])('finds in %j', (raw, expected) => {
    const headers = Object.fromEntries(
      raw.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1]]] : [])),
    );
    expect(repeatedHeader(raw, headers)).toBe(expected);
  });
});
