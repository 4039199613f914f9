import fc from 'fast-check';
import { answerHeaders, requestHeaders } from './relay-headers.rules.js';

const OURS = { Authorization: 'Bearer theirs', 'Client-Id': 'c' };

describe('requestHeaders', () => {
  it('tells what is listed, and ours last', () => {
    const raw = [
      'Accept',
      'a/b',
      'User-Agent',
      'x',
      'Idempotency-Key',
      'k',
      'If-None-Match',
      '"e"',
      'Range',
      'bytes=0-1',
    ];
    expect(requestHeaders(raw, OURS, true)).toEqual({
      accept: 'a/b',
      'user-agent': 'x',
      'idempotency-key': 'k',
      'if-none-match': '"e"',
      range: 'bytes=0-1',
      authorization: 'Bearer theirs',
      'client-id': 'c',
    });
  });

  it.each([
    'Authorization',
    'Client-ID',
    'client-id',
    'Cookie',
    'X-Bot-API-Key',
    'X-On-Behalf-Of',
    'x-tau-on-behalf-of',
    'X-Account-Id',
    'X-Request-Id',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'Forwarded',
    'Via',
    'Host',
    'Connection',
    'Transfer-Encoding',
    'TE',
    'Trailer',
    'Upgrade',
    'Expect',
    'Proxy-Authorization',
    'Keep-Alive',
    'X-HTTP-Method-Override',
    'Origin',
    'Referer',
    'Accept-Encoding',
    'X-Api-Key',
    'X-Goog-Api-Key',
    'Traceparent',
  ])('never tells %s', (name) => {
    expect(requestHeaders([name, 'secret'], OURS, true)).toEqual({ authorization: 'Bearer theirs', 'client-id': 'c' });
  });

  it('drops what Connection names, in any spelling', () => {
    expect(requestHeaders(['Connection', 'close, IF-Match ,range', 'If-Match', 'x', 'Range', 'y'], {}, true)).toEqual(
      {},
    );
  });

  it('says nothing of a body that is not sent', () => {
    const raw = ['Content-Type', 'a/b', 'Content-Length', '3', 'Content-Encoding', 'gzip', 'Accept', 'c/d'];
    expect(requestHeaders(raw, {}, false)).toEqual({ accept: 'c/d' });
    expect(requestHeaders(raw, {}, true)).toMatchObject({ 'content-length': '3', 'content-encoding': 'gzip' });
  });

  it('joins lists, and refuses what must be single', () => {
    expect(requestHeaders(['Accept', 'a/b', 'accept', 'c/d'], {}, true)).toEqual({ accept: 'a/b, c/d' });
    expect(requestHeaders(['Content-Type', 'a/b', 'content-type', 'c/d'], {}, true)).toBeNull();
  });

  it('whatever comes, ours stand', () => {
    const name = fc.oneof(fc.constantFrom('authorization', 'AUTHORIZATION', 'client-id', 'Connection'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (list) => {
        const told = requestHeaders(list.flat(), OURS, true);
        expect(told === null || (told.authorization === 'Bearer theirs' && told['client-id'] === 'c')).toBe(true);
      }),
    );
  });
});

describe('answerHeaders', () => {
  it('gives back what belongs to the answer, repeated headers repeated', () => {
    const theirs = {
      'content-type': 'a/b',
      location: 'https://evil.test/',
      link: ['<a>', '<b>'],
      etag: '"e"',
      'x-ratelimit-bucket': 'b',
      'retry-after': '3',
    };
    expect(answerHeaders(theirs, {})).toEqual([
      ...['content-type', 'a/b', 'location', 'https://evil.test/', 'link', '<a>', 'link', '<b>', 'etag', '"e"'],
      ...['x-ratelimit-bucket', 'b', 'retry-after', '3'],
    ]);
  });

  it('leaves out what ours stand above', () => {
    const theirs = { 'cache-control': 'public', 'x-ok': 'y', constructor: 'z' };
    expect(answerHeaders(theirs, { 'cache-control': 'no-store' })).toEqual(['x-ok', 'y', 'constructor', 'z']);
  });

  it.each([
    'Set-Cookie',
    'Set-Cookie2',
    'WWW-Authenticate',
    'Server',
    'Alt-Svc',
    'Strict-Transport-Security',
    'Access-Control-Allow-Origin',
    'Access-Control-Expose-Headers',
    'Content-Security-Policy-Report-Only',
    'Transfer-Encoding',
    'Connection',
    'Keep-Alive',
    'Trailer',
    'Upgrade',
    'Proxy-Authenticate',
    'Via',
    'CF-Ray',
    'Clear-Site-Data',
    'Refresh',
    'X-Acting-As',
    'Idempotency-Replayed',
  ])('keeps %s', (name) => {
    expect(answerHeaders({ [name.toLowerCase()]: 'x', 'x-ok': 'y' }, {})).toEqual(['x-ok', 'y']);
    expect(answerHeaders({ [name.toLowerCase()]: ['x', 'x'], 'x-ok': 'y' }, {})).toEqual(['x-ok', 'y']);
  });

  it('keeps what the answer means for its neighbour only', () => {
    const theirs = { 'x-inner': 'secret', 'x-two': 'secret', 'x-ok': 'y' };
    for (const connection of ['close, X-Inner ,x-two', ['X-Inner', 'X-TWO']]) {
      expect(answerHeaders({ ...theirs, connection }, {})).toEqual(['x-ok', 'y']);
    }
  });
});
