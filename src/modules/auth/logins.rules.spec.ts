import { maskedLogin } from './logins.rules.js';

it.each([
  ['ada', 'ad…'],
  ['a', 'a…'],
  ['ada.lovelace@example.org', 'ad…@e…'],
  ['', '…'],
  ['a😀b@😀.example', 'a😀…@😀…'],
])('the login %j is written down as %j', (login, masked) => {
  expect(maskedLogin(login)).toBe(masked);
});
