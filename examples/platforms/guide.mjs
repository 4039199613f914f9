import { PEOPLE } from './platforms.mjs';

/** What a person can do now, as text. */
export function guide(url, { login, password }, platforms) {
  const discord = platforms.find(({ platform }) => platform === 'discord');
  const rows = platforms.map(({ platform, origin }) => `  ${platform.padEnd(10)} ${origin}`).join('\n');
  const credentials = JSON.stringify({ login, password });
  return `
Understudy runs at ${url} (routes: ${url}/docs), and the platforms at

${rows}

On their pages you may be ${PEOPLE.join(' or ')}; no password is asked for.

1. Sign in as the admin:

  TOKEN=$(curl -s ${url}/v1/auth/login -H 'content-type: application/json' \\
    -d '${credentials}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

2. Connect a bot in a browser: at ${url}/docs press Authorize and give it that token, try
   GET /v1/bot-connections/{platform}/authorize (twitch, youtube, kick), open the url of the answer in the same browser, choose
   who you are, and press Approve. The platform leads you back to Understudy. Or without a browser:

  URL=$(curl -s ${url}/v1/bot-connections/twitch/authorize -H "authorization: Bearer $TOKEN" \\
    | sed 's/.*"url":"\\([^"]*\\)".*/\\1/')
  BACK=$(curl -s -o /dev/null -w '%{redirect_url}' -d 'decision=approve&person=${PEOPLE[0]}&scope=*' "$URL")
  curl -s ${url}/v1/bot-connections/twitch/exchange -H "authorization: Bearer $TOKEN" \\
    -H 'content-type: application/json' \\
    -d "$(echo "$BACK" | sed 's/.*code=\\([^&]*\\).*state=\\([^&]*\\).*/{"code":"\\1","state":"\\2"}/')"

   Trovo is closed to new connections until an admin opens it, as its streaming service has ended.

3. Discord has a token instead, from its portal. This is the one of ${PEOPLE[0]}:

  curl -s -X PUT ${url}/v1/bot-connections/discord -H "authorization: Bearer $TOKEN" \\
    -H 'content-type: application/json' -d '{"token":"${discord.botToken(discord.users.find(PEOPLE[0]))}"}'

4. See what is connected, and call Twitch as the bot:

  curl -s ${url}/v1/bot-connections -H "authorization: Bearer $TOKEN"
  curl -s ${url}/v1/passthrough/twitch/helix/users -H "authorization: Bearer $TOKEN" -H 'x-on-behalf-of: ${PEOPLE[0]}'

5. Prove a link by signing in at Discord: make a bot service that demands it, ask for a link for ${PEOPLE[0]}, open its link_url in the
   browser, sign in as ${login}, and be ${PEOPLE[0]} on the page of Discord, or ${PEOPLE[1]}, who is refused.

  KEY=$(curl -s ${url}/v1/admin/service-keys -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
    -d '{"name":"my bot","scopes":["linking"],"proof":"platform","platforms":["DISCORD"]}' | sed 's/.*"key":"\\([^"]*\\)".*/\\1/')
  curl -s ${url}/v1/platform-linking/tokens -H "x-bot-api-key: $KEY" -H 'content-type: application/json' \\
    -d '{"platform":"DISCORD","platform_user_id":"${discord.users.find(PEOPLE[0]).id}","platform_username":"${PEOPLE[0]}"}'

Ctrl-C ends everything; nothing is kept.`;
}
