import { claimedIssuer, isTypeOfAccessToken } from './foreign-token.rules.js';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

it.each([
  [`h.${part({ iss: 'https://id.example' })}.s`, 'https://id.example'],
  [`h.${part({ iss: 4711 })}.s`, null],
  [`h.${part({ iss: ['https://id.example'] })}.s`, null],
  [`h.${part({})}.s`, null],
  [`h.${part(null)}.s`, null],
  [`h.${part('text')}.s`, null],
  ['h.bm90IGpzb24.s', null],
  [`h.${part({ iss: 'x' })}`, null],
  [`h.${part({ iss: 'x' })}.s.t`, null],
  ['', null],
  ['...', null],
])('%s claims the issuer %s', (token, expected) => {
  expect(claimedIssuer(token)).toBe(expected);
});

it.each([
  [undefined, true],
  ['JWT', true],
  ['at+jwt', true],
  ['application/at+JWT', true],
  ['logout+jwt', false],
  ['dpop+jwt', false],
  ['', false],
  [7, false],
])('the type %s may be that of an access token: %s', (type, expected) => {
  expect(isTypeOfAccessToken(type)).toBe(expected);
});
