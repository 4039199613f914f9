import { otherUsername, ownUsername, personOfClaims, wantedUsername } from './outside-person.rules.js';
import type { OutsidePerson } from './outside.types.js';

const HUMAN = /^[a-z0-9][a-z0-9_.-]{0,59}$/;

const ID = '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f';

const person = (more: Partial<OutsidePerson> = {}): OutsidePerson => ({
  issuer: 'https://id.example',
  subject: '4711',
  username: null,
  email: null,
  name: null,
  ...more,
});

describe('the username of somebody new', () => {
  it.each<[Partial<OutsidePerson>, string]>([
    [{ username: 'Ada' }, 'ada'],
    [{ username: 'ada@corp.example' }, 'ada'],
    [{ username: 'Ada Lovelace' }, 'ada-lovelace'],
    [{ username: 'Zoë_Müller' }, 'zoe_muller'],
    [{ username: '..ada' }, 'ada'],
    [{ username: '李', email: 'li@corp.example' }, 'li'],
    [{ email: 'grace.hopper@navy.example' }, 'grace.hopper'],
    [{ email: 'bot-fan@corp.example' }, 'user-bot-fan'],
    [{ subject: 'auth0|5f7c8ec7c33c6c004bbafe82' }, 'auth0-5f7c8ec7c33c6c004bbafe82'],
    [{ subject: 'bot-4711' }, 'user-bot-4711'],
    [{ subject: '...' }, 'user'],
    [{ subject: ID }, `user-${ID}`],
    [{ username: ID, email: 'ada@corp.example' }, `user-${ID}`],
    [{ username: 'a'.repeat(200) }, 'a'.repeat(48)],
  ])('of %j is %s', (more, expected) => {
    expect(wantedUsername(person(more))).toBe(expected);
  });

  it('fits, and is no name of bots, also with a suffix', () => {
    for (const subject of [
      'bot',
      'bot-',
      'BOT-x',
      '-bot-x',
      '~',
      ' '.repeat(9),
      'x'.repeat(255),
      '"><script>',
      "' OR 1=1",
    ]) {
      const wanted = wantedUsername(person({ subject }));
      for (const name of [wanted, otherUsername(wanted, '1f2e3d')]) {
        expect(name).toMatch(HUMAN);
        expect(name.startsWith('bot-')).toBe(false);
      }
    }
  });

  it.each(['bot-x', 'BOT-x', ' bot-x', '.bot-x', 'bot-x@corp.example', 'bot x', 'ｂｏｔ-x'])(
    'shows that %s is the name of a bot',
    (username) => {
      expect(ownUsername(person({ username }))).toMatch(/^bot-/);
    },
  );
});

describe('the person of claims', () => {
  const issuer = 'https://id.example';
  it.each([
    ['no subject', {}],
    ['a number as subject', { sub: 4711 }],
    ['an empty subject', { sub: '' }],
    ['a huge subject', { sub: 'x'.repeat(256) }],
    ['a subject with a NUL', { sub: 'a\u0000' }],
    ['a subject that is not ASCII', { sub: 'аda' }],
  ])('is nobody with %s', (_, claims) => {
    expect(personOfClaims(issuer, claims)).toBeNull();
  });

  it.each([
    [{ email: 'Ada@Example.org', email_verified: true }, 'ada@example.org'],
    [{ email: 'ada@example.org' }, null],
    [{ email: 'ada@example.org', email_verified: false }, null],
    [{ email: 'ada@example.org', email_verified: 'true' }, null],
    [{ email: 'ada', email_verified: true }, null],
    [{ email: 'аda@example.org', email_verified: true }, null],
    [{ email: `${'a'.repeat(65)}@example.org`, email_verified: true }, null],
    [{ email: ['ada@example.org'], email_verified: true }, null],
  ])('%j has the e-mail address %s', (claims, expected) => {
    expect(personOfClaims(issuer, { sub: '1', ...claims })?.email).toBe(expected);
  });
});
