/** Paths of the four original systems, kept working: [what it begins with, what it becomes]. First match wins. */
export const PATH_REWRITES: readonly (readonly [from: string, to: string])[] = [
  ['/api/platform-linking/', '/v1/platform-linking/'],
  ['/api/twitch/helix/', '/v1/passthrough/twitch/helix/'],
  ['/api/v1/', '/v1/'],
  ['/twitch-bot-callback', '/v1/oauth/twitch/bot/callback'],
];

/** @param url path and query as received */
export function rewritePath(url: string): string {
  for (const [from, to] of PATH_REWRITES) {
    if (!url.startsWith(from)) continue;
    const rest = url.slice(from.length);
    if (from.endsWith('/') || rest === '' || rest.startsWith('?')) return to + rest;
  }
  return url;
}
