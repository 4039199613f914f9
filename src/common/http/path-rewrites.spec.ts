import { rewritePath } from './path-rewrites.js';

describe('the paths of the original systems', () => {
  it.each([
    ['/api/platform-linking/resolve', '/v1/platform-linking/resolve'],
    ['/api/v1/user/bots?limit=1', '/v1/user/bots?limit=1'],
    ['/twitch-bot-callback?code=a&state=b', '/v1/oauth/twitch/bot/callback?code=a&state=b'],
    ['/twitch-bot-callback', '/v1/oauth/twitch/bot/callback'],
    ['/api/twitch/helix/users?login=x', '/v1/passthrough/twitch/helix/users?login=x'],
  ])('%s is served as %s', (from, to) => {
    expect(rewritePath(from)).toBe(to);
  });

  it.each(['/v1/platform-linking/resolve', '/api/other', '/twitch-bot-callbacks', '/x/api/v1/me', '/'])(
    '%s stays',
    (path) => {
      expect(rewritePath(path)).toBe(path);
    },
  );
});
