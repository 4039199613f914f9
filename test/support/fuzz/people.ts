import { TOKEN_PERMISSIONS } from '../../../src/common/access/token-permissions.js';
import { Client } from '../client.js';
import { givenBot, givenBotToken, givenMember, givenToken } from '../given-bots.js';
import { givenHuman, givenLinkToken, givenServiceKey, type Human, type ServiceKey } from '../given.js';
import type { World } from '../world.js';
import type { CallerKind, Draft } from './requests.js';

/** Each permission of an API token. */
const EVERYTHING = Object.fromEntries(
  Object.entries(TOKEN_PERMISSIONS).map(([group, permissions]) => [group, Object.keys(permissions)]),
);

type Headers = readonly (readonly [string, string])[];

/** Those who call, and the ids of what they own. */
export interface People {
  readonly credentials: Readonly<Record<CallerKind, Headers>>;
  /** Things that exist, for paths. */
  readonly known: readonly string[];
}

export async function givenPeople(world: World): Promise<People> {
  const [admin, human, other] = await Promise.all([givenHuman(world), givenHuman(world), givenHuman(world)]);
  // Not the first admin, whom a request may have renamed or demoted.
  await world.db.query('UPDATE users SET is_system_admin = true WHERE id = $1', [admin.id]);
  const service = await givenServiceKey(world, { scopes: ['linking', 'chat'] }, admin.client);
  const bearer = (token: string): Headers => [['authorization', `Bearer ${token}`]];
  const key: Headers = [['x-bot-api-key', service.key]];
  const bot = await givenBot(human);
  const tokens = await Promise.all([
    givenBotToken(world, human, bot, { permissions: EVERYTHING }),
    givenToken(world, human, { permissions: EVERYTHING }),
  ]);
  await givenMember(human, human.accountId, bot.id, 'admin');
  return {
    credentials: {
      nobody: [],
      human: bearer(human.accessToken),
      admin: bearer(admin.accessToken),
      service: key,
      bot: bearer(tokens[0].secret),
      token: bearer(tokens[1].secret),
      stranger: bearer('us_pat_0000000000000000000000000000000000000000000_000000'),
      both: [...bearer(human.accessToken), ...key],
    },
    known: [
      ...(await thingsThatExist(world, { human, other, service })),
      bot.id,
      bot.username,
      ...tokens.map(({ id }) => id),
    ],
  };
}

async function thingsThatExist(
  world: World,
  { human, other, service }: { human: Human; other: Human; service: ServiceKey },
): Promise<string[]> {
  const pending = await givenLinkToken(world, service.client);
  const used = await givenLinkToken(world, service.client);
  await human.client.post(`/v1/platform-linking/tokens/${used.token}/confirm`);
  const links = await human.client.get<readonly { id: string }[]>('/v1/platform-linking/links');
  const ids = [
    human.id,
    human.accountId,
    other.id,
    other.accountId,
    other.username,
    service.id,
    ...links.body.map(({ id }) => id),
  ];
  return [...ids, pending.token, used.token];
}

/** Is this caller still who we think it is? A fuzzed request may have ended the login, the key or the person. */
export async function stillKnown(world: World, people: People): Promise<boolean> {
  const me = async (kind: CallerKind, path: string): Promise<number> =>
    (await new Client(world.url, Object.fromEntries(people.credentials[kind])).get(path)).status;
  const answers = await Promise.all([
    me('human', '/v1/me'),
    me('admin', '/v1/me'),
    me('bot', '/v1/tokens/self'),
    me('token', '/v1/tokens/self'),
  ]);
  return answers.every((status) => status === 200) && (await serviceWorks(world, people));
}

async function serviceWorks(world: World, people: People): Promise<boolean> {
  const client = new Client(world.url, Object.fromEntries(people.credentials.service));
  const answer = await client.post('/v1/platform-linking/resolve', { platform: 'DISCORD', platform_user_id: '1' });
  return answer.status === 200;
}

/** The path of a draft, with real ids where it asks for some. */
export function targetOf({ route, segments, query }: Draft, { known }: People): string {
  let index = 0;
  const path = route.path.replace(/\{\w+\}/g, () => {
    const segment = segments[index++];
    if (!segment) return 'missing';
    return 'wire' in segment ? segment.wire : (known[segment.known % known.length] ?? 'missing');
  });
  return path + query;
}
