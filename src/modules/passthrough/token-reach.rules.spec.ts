import type { PassthroughRule } from '../../common/access/passthrough-rules.js';
import { isWithinReach } from './token-reach.rules.js';

const RULES: readonly PassthroughRule[] = [
  { platform: 'twitch', methods: ['GET'], paths: ['users', 'channels/*', 'streams/**'] },
  { platform: 'twitch', methods: ['POST', 'DELETE'], paths: ['chat/messages'] },
  { platform: 'discord', methods: ['HEAD'], paths: ['channels/*/messages', '**'] },
];

describe('isWithinReach', () => {
  it.each([
    ['twitch', 'GET', 'users', true],
    ['twitch', 'HEAD', 'users', true],
    ['twitch', 'POST', 'users', false],
    ['twitch', 'GET', 'users/', false],
    ['twitch', 'GET', 'users/follows', false],
    ['twitch', 'GET', 'user%73', false],
    ['twitch', 'GET', 'Users', false],
    ['twitch', 'GET', 'channels/1', true],
    ['twitch', 'GET', 'channels/', false],
    ['twitch', 'GET', 'channels/1/2', false],
    ['twitch', 'GET', 'streams', false],
    ['twitch', 'GET', 'streams/1', true],
    ['twitch', 'GET', 'streams/1/2/3', true],
    ['twitch', 'POST', 'chat/messages', true],
    ['twitch', 'DELETE', 'chat/messages', true],
    ['twitch', 'PATCH', 'chat/messages', false],
    ['discord', 'HEAD', 'a/b', true],
    ['discord', 'GET', 'a/b', false],
    ['kick', 'GET', 'users', false],
  ] as const)('%s %s %s: %s', (platform, method, resource, allowed) => {
    expect(isWithinReach(RULES, { platform, method, resource })).toBe(allowed);
  });

  it('allows everything without rules, and nothing with none', () => {
    const request = { platform: 'kick', method: 'DELETE', resource: 'x' } as const;
    expect(isWithinReach(null, request)).toBe(true);
    expect(isWithinReach([], request)).toBe(false);
  });
});
