import { presentedCredential, repeatedHeader } from './credentials.rules.js';

describe('presentedCredential', () => {
  it.each([
    ['nothing', {}, { kind: 'none' }],
    ['a bearer', { authorization: 'Bearer abc.def' }, { kind: 'bearer', secret: 'abc.def' }],
    ['any case of the scheme', { authorization: 'bEARER abc' }, { kind: 'bearer', secret: 'abc' }],
    ['a token', { authorization: 'Token us_pat_1' }, { kind: 'bearer', secret: 'us_pat_1' }],
    ['a service key', { 'x-bot-api-key': 'k' }, { kind: 'service-key', secret: 'k' }],
    ['both', { authorization: 'Bearer a', 'x-bot-api-key': 'k' }, { kind: 'conflict' }],
    ['an unreadable one beside a key', { authorization: '', 'x-bot-api-key': 'k' }, { kind: 'conflict' }],
    ['another scheme', { authorization: 'Basic YTpi' }, { kind: 'unreadable' }],
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
