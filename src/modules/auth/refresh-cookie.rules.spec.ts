import { isFromOurPages, refreshCookieAttributes } from './refresh-cookie.rules.js';

const ours = 'https://understudy.example.org/base';

it.each([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: 'https://understudy.example.org' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'http://understudy.example.org' }, false],
  [{ origin: 'https://understudy.example.org.evil.example' }, false],
  [{ origin: 'https://understudy.example.org:8443' }, false],
  [{}, false],
])('a request with %j comes from our pages: %s', (headers, expected) => {
  expect(isFromOurPages(headers, ours)).toBe(expected);
});

it.each([
  ['https://understudy.example.org', true],
  ['http://localhost:3000', false],
])('the cookie at %s is Secure: %s, and never readable or sent across sites', (publicUrl, secure) => {
  expect(refreshCookieAttributes(publicUrl)).toEqual({ path: '/v1/auth', httpOnly: true, sameSite: 'strict', secure });
});
