import { storableIdentity } from './identity.rules.js';

const TECHY = { id: '141981764', login: 'techydrroid', displayName: 'TechyDrroid' };

it.each([
  ['as they are', {}, TECHY],
  ['without a login', { login: '' }, { ...TECHY, login: TECHY.id }],
  ['without a name', { displayName: ' ' }, { ...TECHY, displayName: TECHY.login }],
  ['with control characters', { login: 'te\u0000chy\n' }, { ...TECHY, login: 'te chy' }],
  ['with half a character', { displayName: 'a\ud800b' }, { ...TECHY, displayName: 'a b' }],
  ['that are long', { displayName: '😀'.repeat(200) }, { ...TECHY, displayName: '😀'.repeat(100) }],
])('identities are stored %s', (_, change, expected) => {
  expect(storableIdentity({ ...TECHY, ...change })).toEqual(expected);
});

it.each(['', ' ', 'a b', 'x'.repeat(65), 'a\u0000'])('an identity with the id %j is none', (id) => {
  expect(storableIdentity({ ...TECHY, id })).toBeNull();
});
