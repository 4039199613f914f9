import { dig, readGrant, readJson, textAt } from './platform-json.rules.js';

describe('readGrant', () => {
  it.each([
    [
      'twitch',
      { access_token: 'a1', expires_in: 14124, refresh_token: 'r1', scope: ['chat:edit', 'chat:read'] },
      { accessToken: 'a1', refreshToken: 'r1', expiresIn: 14124, scopes: ['chat:edit', 'chat:read'] },
    ],
    [
      'a refresh at Google',
      { access_token: 'a1', expires_in: 3599, scope: 'https://x/a https://x/b', token_type: 'Bearer' },
      { accessToken: 'a1', refreshToken: null, expiresIn: 3599, scopes: ['https://x/a', 'https://x/b'] },
    ],
    [
      'trovo',
      { access_token: 'a1', token_type: 'OAuth', expires_in: '14400', refresh_token: 'r1' },
      { accessToken: 'a1', refreshToken: 'r1', expiresIn: 14400, scopes: null },
    ],
    [
      'odd things',
      { access_token: 'a1', refresh_token: '', expires_in: 0, scope: [1, 'chat:read', null] },
      { accessToken: 'a1', refreshToken: null, expiresIn: null, scopes: ['chat:read'] },
    ],
    [
      'no scopes at all',
      { access_token: 'a1', scope: '' },
      { accessToken: 'a1', refreshToken: null, expiresIn: null, scopes: [] },
    ],
  ])('reads %s', (_, json, grant) => {
    expect(readGrant(json)).toEqual(grant);
  });

  it.each([3600.7, '3600.7'])('counts whole seconds of %j', (expires_in) => {
    expect(readGrant({ access_token: 'a', expires_in })?.expiresIn).toBe(3600);
  });

  it.each([-1, 0, 'soon', '', null, true, [], {}, 1e99, '1e99', '99999999999999'])(
    'knows no expiry from %j',
    (expires_in) => {
      expect(readGrant({ access_token: 'a', expires_in })?.expiresIn).toBeNull();
    },
  );

  it.each([
    [undefined],
    [null],
    ['access_token'],
    [[]],
    [{}],
    [{ access_token: null }],
    [{ access_token: 7 }],
    [{ access_token: '' }],
    [{ access_token: ['a'] }],
    [{ access_token: 'a\r\nx-admin: 1' }],
    [{ access_token: 'x'.repeat(8193) }],
  ])('finds no token in %j', (json) => {
    expect(readGrant(json)).toBeNull();
  });

  it('does not look into prototypes', () => {
    expect(readGrant(readJson('{"__proto__":{"access_token":"a"}}'))).toBeNull();
    expect(dig({}, 'constructor')).toBeUndefined();
  });
});

describe('textAt', () => {
  const json = { data: [{ user_id: 123, name: 'bot', empty: '', big: 2 ** 60 }] };

  it.each([
    ['user_id', '123'],
    ['name', 'bot'],
    ['empty', null],
    ['big', null],
    ['none', null],
  ])('%s is %j', (field, text) => {
    expect(textAt(json, 'data', 0, field)).toBe(text);
  });
});
