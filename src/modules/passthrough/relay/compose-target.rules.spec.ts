import fc from 'fast-check';
import { composeTarget } from './compose-target.rules.js';

const BASES = [
  'https://api.twitch.tv/helix',
  'https://www.googleapis.com/youtube/v3',
  'https://api.kick.com/public/v1',
  'https://open-api.trovo.live/openplatform',
  'https://discord.com/api/v10',
  'http://127.0.0.1:8443/fake/twitch/helix/',
  'https://gateway.example',
];

/** Each would leave the base, or mean something else to somebody who decodes once more. */
const TRAPS = [
  '/evil.test',
  '//evil.test',
  '///evil.test',
  '/\\evil.test',
  '\\evil.test',
  '\\\\evil.test',
  '/\t/evil.test',
  '\t/evil.test',
  '@evil.test',
  'user@evil.test/',
  'user:pw@evil.test/',
  '..',
  '../',
  '../users',
  'users/..',
  'users/../..',
  'users/../../oauth2/token',
  './users',
  'users/.',
  'users/./x',
  '%2e%2e',
  '%2e%2e/oauth2',
  '%2E%2E/oauth2',
  '.%2e/oauth2',
  '%2e./oauth2',
  'users/%2e%2e/%2e%2e/x',
  '..%2foauth2',
  '..%2Foauth2',
  '..%5coauth2',
  '%252e%252e/oauth2',
  '%25',
  'users%00',
  'users%0a',
  'users%0d%0aHost:evil.test',
  'users%09',
  'users%7f',
  'users%2f..%2f..',
  'a//b',
  'a//../b',
  'a/b//',
  'users#fragment',
  'users#@evil.test',
  'users\u0000',
  'users\r\nHost: evil.test',
  'users x',
  'üsers',
  '\uff0e\uff0e/oauth2',
  '\u2024\u2024/x',
  '%ef%bc%8e%ef%bc%8e/x',
  '%EF%BC%8E%EF%BC%8E',
  'a%ef%bc%8fb',
  'a%ef%bc%bcb',
  '%e2%80%a5/x',
  '%c0%ae%c0%ae/x',
  '%c0%af',
  '%e0%80%af',
  '%f0%80%80%af',
  '%80',
  '%zz',
  '%',
  '%a',
  '%u002e%u002e/x',
  '\ud800',
  'users?q=\u0000',
  'users?q=x y',
  'users?q=ü',
  'users?q=x\r\nx: y',
  'users?q#x',
];

const FINE: readonly [base: number, rest: string, path: string][] = [
  [0, 'users', '/helix/users'],
  [0, 'helix/users', '/helix/users'],
  [0, 'helixes/users', '/helix/helixes/users'],
  [0, 'users?login=ada&login=bob', '/helix/users?login=ada&login=bob'],
  [0, 'users?', '/helix/users?'],
  [0, "users?q=%2f..%2f%00'|{}?//@\\", "/helix/users?q=%2f..%2f%00'|{}?//@\\"],
  [0, 'chat/messages', '/helix/chat/messages'],
  [0, 'users/', '/helix/users/'],
  [0, '', '/helix/'],
  [1, 'channels?part=id&mine=true', '/youtube/v3/channels?part=id&mine=true'],
  [1, 'youtube/v3/channels', '/youtube/v3/channels'],
  [1, 'v3/channels', '/youtube/v3/channels'],
  [2, 'public/v1/users', '/public/v1/users'],
  [2, 'v1/users', '/public/v1/users'],
  [2, 'v2/users', '/public/v1/v2/users'],
  [3, 'chat/send', '/openplatform/chat/send'],
  [4, 'users/@me', '/api/v10/users/@me'],
  [4, 'api/v10/users/@me', '/api/v10/users/@me'],
  [4, 'channels/1/messages/2/reactions/%F0%9F%94%A5/@me', '/api/v10/channels/1/messages/2/reactions/%F0%9F%94%A5/@me'],
  [4, 'channels/1/messages/2/reactions/ok:123/@me', '/api/v10/channels/1/messages/2/reactions/ok:123/@me'],
  [5, 'helix/users', '/fake/twitch/helix/users'],
  [5, 'twitch/helix/users', '/fake/twitch/helix/users'],
  [5, 'users', '/fake/twitch/helix/users'],
  [6, 'http://evil.test/'.slice(7), '/evil.test/'],
  [6, ':8443/x', '/:8443/x'],
  [6, '.evil.test/x', '/.evil.test/x'],
  [6, '...', '/...'],
];

/** Every path gets the closer look. */
const NO_PATH = /(?!)/;

describe('composeTarget', () => {
  const table = TRAPS.flatMap((rest) => BASES.map((base) => [rest, base] as const));

  it.each(table)('refuses %j below %s', (rest, base) => {
    expect(composeTarget(base, rest)).toBeNull();
    if (!/^[/\\]|@/.test(rest)) expect(composeTarget(base, `users/${rest}`)).toBeNull();
  });

  it.each(FINE)('composes base %i with %s', (base, rest, path) => {
    const target = composeTarget(BASES[base] ?? '', rest);
    expect(target).toMatchObject({ origin: new URL(BASES[base] ?? '').origin, path });
  });

  it('names the resource without base, repetition and query', () => {
    expect(composeTarget('https://api.twitch.tv/helix', 'helix/users?login=ada')?.resource).toBe('users');
  });

  const pieces = fc.oneof(
    fc.constantFrom('/', '\\', '..', '.', '%2e', '%2f', '%5c', '@', ':', '?', '#', '%', '\t', '%00', 'helix', 'v10'),
    fc.string({ minLength: 1, maxLength: 4, unit: 'binary' }),
    fc.webSegment(),
  );

  it('whatever it composes is below the base, for every parser that decodes once or twice', () => {
    const rests = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...BASES), rests, (base, rest) => {
        const target = composeTarget(base, rest);
        if (target === null) return;
        const { origin, pathname } = new URL(base);
        const root = pathname.replace(/\/+$/, '');
        const [path = ''] = target.path.split('?');
        for (const seen of [path, decodeURIComponent(path), safeDecode(decodeURIComponent(path)).normalize('NFKC')]) {
          const parsed = new URL(origin + seen.replace(/[?#]/g, '_'));
          expect(parsed.origin).toBe(origin);
          expect(parsed.pathname.startsWith(`${root}/`)).toBe(true);
        }
        expect(target.path).toMatch(/^[\x21-\x7e]+$/);
      }),
      { numRuns: 5_000 },
    );
  });

  it('says the same of a path that needs no closer look as with one', () => {
    const plain = fc.stringMatching(/^[\w~.-]{0,4}$/);
    const part = fc.oneof({ weight: 6, arbitrary: plain }, { weight: 6, arbitrary: fc.constant('/') }, pieces);
    const rests = fc.array(part, { maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...BASES), rests, (base, rest) => {
        expect(composeTarget(base, rest)).toEqual(composeTarget(base, rest, NO_PATH));
      }),
      { numRuns: 10_000 },
    );
    for (const [rest, base] of table) expect(composeTarget(base, rest, NO_PATH)).toBeNull();
    for (const [base, rest] of FINE) {
      expect(composeTarget(BASES[base] ?? '', rest, NO_PATH)).toEqual(composeTarget(BASES[base] ?? '', rest));
    }
  });

  it('leaves the query as it came', () => {
    const query = fc.stringMatching(/^[\x21\x22\x24-\x7e]{0,40}$/);
    fc.assert(
      fc.property(query, (text) => {
        expect(composeTarget('https://api.twitch.tv/helix', `users?${text}`)?.path).toBe(`/helix/users?${text}`);
      }),
    );
  });
});

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
