import {
  escapedForFilter,
  filterFor,
  firstOf,
  holdBackMs,
  isPlainName,
  issuerOf,
  subjectOf,
} from './directory.rules.js';

describe('a name in a filter', () => {
  it.each([
    ['ada', 'ada'],
    ['*', '\\2a'],
    ['ada)(uid=*', 'ada\\29\\28uid\\3d\\2a'],
    ['a\\2a', 'a\\5c2a'],
    ['a\u0000b', 'a\\00b'],
    ['é', '\\c3\\a9'],
    ['ada.l@x', 'ada\\2el\\40x'],
  ])('%s is written %s', (name, expected) => {
    expect(escapedForFilter(name)).toBe(expected);
  });

  it('stands wherever the template wants it, also when it looks like a replacement', () => {
    expect(filterFor('(|(uid={{username}})(mail={{username}}))', 'ada')).toBe('(|(uid=ada)(mail=ada))');
    expect(filterFor('(uid={{username}})', '$&')).toBe('(uid=\\24\\26)');
  });
});

it.each([
  ['ada', true],
  ['Ada.Lovelace@corp.example', true],
  ['a', true],
  ['', false],
  [' ada', false],
  ['ada ', false],
  ['a da', false],
  ['ada\u0000', false],
  ['*', false],
  ['ada)(uid=*', false],
  ['ａｄａ', false],
  ['cn=ada,dc=x', false],
  ['a'.repeat(255), false],
])('%j is a plain name: %s', (name, expected) => {
  expect(isPlainName(name)).toBe(expected);
});

it.each([
  ['ldap://dc.example', 'dc=Example, dc=org', 'ldap://dc.example/dc=example,dc=org'],
  ['ldaps://DC.example:636/', 'dc=example,dc=org', 'ldap://dc.example/dc=example,dc=org'],
  ['ldap://dc.example:3890', 'dc=example,dc=org', 'ldap://dc.example:3890/dc=example,dc=org'],
])('the directory %s with %s is the issuer %s', (url, baseDn, expected) => {
  expect(issuerOf({ url, baseDn })).toBe(expected);
});

it.each([
  [{ dn: 'uid=Ada', entryUUID: 'ABC-1' }, 'abc-1'],
  [{ dn: 'uid=Ada', entryuuid: ['abc-2'] }, 'abc-2'],
  [{ dn: 'cn=Ada', objectGUID: Buffer.from('0aff', 'hex') }, '0aff'],
  [{ dn: 'UID=Ada,DC=x' }, 'uid=ada,dc=x'],
])('%j is the subject %s', (entry, expected) => {
  expect(subjectOf(entry)).toBe(expected);
});

it('reads the first of several values, and none of an empty one', () => {
  expect(firstOf({ dn: 'x', MAIL: ['a@x', 'b@x'] }, 'mail')).toBe('a@x');
  expect(firstOf({ dn: 'x', mail: [] }, 'mail')).toBeNull();
  expect(firstOf({ dn: 'x', mail: '' }, 'mail')).toBeNull();
});

it.each([
  [0, 300],
  [1, 299],
  [299, 1],
  [300, 0],
  [301, 299],
])('a refusal found after %d ms is held back for %d ms', (elapsed, expected) => {
  expect(holdBackMs(elapsed)).toBe(expected);
});
