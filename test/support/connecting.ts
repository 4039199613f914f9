import type { Answer, Client } from './client.js';
import { givenAdmin, unique } from './given.js';
import { startPlatform, type Platform } from './platforms/platform.js';
import type { Returned } from './platforms/visitor.js';
import { PLATFORM_NAMES, type Person, type PlatformName } from './platforms/words.js';
import { startWorld, type Env, type World } from './world.js';

export type Platforms = Readonly<Record<PlatformName, Platform>>;

/** The program among stand-ins of all platforms. */
export interface ConnectedWorld {
  readonly world: World;
  readonly platforms: Platforms;
  close(): Promise<void>;
}

export async function startConnectedWorld(env: Env = {}): Promise<ConnectedWorld> {
  const started = await Promise.all(PLATFORM_NAMES.map(async (name) => [name, await startPlatform(name)] as const));
  const platforms = Object.fromEntries(started) as Record<PlatformName, Platform>;
  const environment = Object.assign({}, ...started.map(([, platform]) => platform.environment())) as Env;
  const world = await startWorld({ ...environment, ...platforms.discord.signInEnvironment(), ...env });
  // Nothing new is connected there unless an admin says so.
  await (await givenAdmin(world)).put('/v1/admin/providers/trovo', { use: 'allowed' });
  const close = async (): Promise<void> => {
    await world.close();
    await Promise.all(started.map(([, platform]) => platform.close()));
  };
  return { world, platforms, close };
}

/** Somebody new on the platform. */
export const somebody = (platform: Platform): Person =>
  platform.users.add({ login: unique('techy').replace('-', '_') });

/** Of whom the platform speaks by this id. */
export const subjectOf = (platform: Platform, person: Person): string =>
  platform.platform === 'youtube' ? (person.channel ?? '') : person.id;

export interface Begun {
  readonly url: string;
  readonly state: string;
  readonly expires_at: string;
}

/** Where connections are begun: bots of an account, its channels, the global bots. */
export type Place = '/v1/bot-connections' | '/v1/channel-connections' | '/v1/admin/global-bots';

export const BOTS_AT: Place = '/v1/bot-connections';
export const CHANNELS_AT: Place = '/v1/channel-connections';
export const GLOBAL_AT: Place = '/v1/admin/global-bots';

/** Begins, and approves at the platform; what comes back to the callback. */
export async function approved(
  client: Client,
  place: Place,
  platform: Platform,
  person: Person,
  denyScopes: readonly string[] = [],
): Promise<Returned> {
  const begun = await client.get<Begun>(`${place}/${platform.platform}/authorize`);
  if (begun.status !== 200) throw new Error(`authorize answered ${begun.status} ${JSON.stringify(begun.body)}`);
  return platform.approve(begun.body.url, person, { denyScopes });
}

export interface Connection {
  readonly id: string;
  readonly status: string;
  readonly scopes: readonly string[];
  readonly missing_scopes: readonly string[];
  readonly [field: string]: unknown;
}

/** The whole way, as a program goes it. */
export async function connect(
  client: Client,
  place: Place,
  platform: Platform,
  person: Person,
): Promise<Answer<Connection>> {
  const { code, state } = await approved(client, place, platform, person);
  return client.post<Connection>(`${place}/${platform.platform}/exchange`, { code, state });
}

/** A browser that only knows our cookie; what the callback answers is its Location. */
export async function comeBack(
  world: Pick<World, 'url'>,
  returned: Pick<Returned, 'url'>,
  cookie: string | null,
): Promise<URL> {
  const { pathname, search } = new URL(returned.url);
  const response = await fetch(new URL(pathname + search, world.url), {
    redirect: 'manual',
    headers: cookie === null ? {} : { cookie },
  });
  if (response.status !== 302) throw new Error(`The callback answered ${response.status}: ${await response.text()}`);
  return new URL(response.headers.get('location') ?? '');
}

/** `name=value` of the cookie that an answer sets. */
export const cookieOf = (answer: Answer<unknown>): string =>
  (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
