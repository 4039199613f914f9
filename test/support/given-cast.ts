import type { Client } from './client.js';
import { givenChannel, givenCustomBot, givenGlobalBot, type GivenChannel } from './given-actors.js';
import { givenBot, givenBotToken, givenMember, givenToken, type Bot, type Token } from './given-bots.js';
import type { GivenConnection } from './given-connections.js';
import { givenHuman, type Human } from './given.js';
import type { Call } from './platforms/call.js';
import { startPlatform, type Platform } from './platforms/platform.js';
import { startWorld, type World } from './world.js';

export const PATH = '/v1/passthrough/twitch/some/thing';
export const ACT = { permissions: { passthrough: ['use'] } };

/** Every kind of caller, and every kind of connection that they could act through. */
export interface Cast {
  readonly world: World;
  readonly twitch: Platform;
  /** Owns the account that `own`, `channel` and both bot users are in. */
  readonly ada: Human;
  /** Has an account of his own, with `foreign` in it. */
  readonly bob: Human;
  readonly viewer: Human;
  readonly moderator: Human;
  readonly own: GivenConnection;
  readonly foreign: GivenConnection;
  readonly global: GivenConnection;
  readonly channel: GivenChannel;
  /** The bot user that acts through `own`. */
  readonly attached: Bot;
  /** A bot user without a connection. */
  readonly loose: Bot;
  readonly person: Token;
  readonly bot: Token;
  readonly looseBot: Token;
}

export async function givenCast(): Promise<Cast> {
  const twitch = await startPlatform('twitch');
  const world = await startWorld(twitch.environment());
  const human = (): Promise<Human> => givenHuman(world);
  const [ada, bob, viewer, moderator] = await Promise.all([human(), human(), human(), human()]);
  const { accountId } = ada;
  const own = await givenCustomBot(world, twitch, accountId);
  const [attached, loose] = [await givenBot(ada), await givenBot(ada)];
  await givenMember(ada, accountId, viewer.username, 'viewer');
  for (const one of [moderator, attached, loose]) await givenMember(ada, accountId, one.username, 'moderator');
  await world.db.query('UPDATE bot_connections SET attached_to = $1 WHERE id = $2', [attached.id, own.ref.id]);
  return {
    ...{ world, twitch, ada, bob, viewer, moderator, own, attached, loose },
    foreign: await givenCustomBot(world, twitch, bob.accountId),
    global: await givenGlobalBot(world, twitch),
    channel: await givenChannel(world, twitch, accountId),
    person: await givenToken(world, ada, ACT),
    bot: await givenBotToken(world, ada, attached, { ...ACT, account_id: accountId }),
    looseBot: await givenBotToken(world, ada, loose, { ...ACT, account_id: accountId }),
  };
}

export interface Outcome {
  readonly status: number;
  readonly code: unknown;
  /** Whose tokens the platform saw meanwhile. */
  readonly seen: (string | null)[];
  readonly actingAs: string | null;
}

/** Calls of the API: the program validates tokens when it likes. */
export const apiCalls = ({ twitch }: Cast): readonly Call[] => twitch.calls.filter(({ kind }) => kind === 'api');

export async function callAs(
  cast: Cast,
  client: Client,
  headers: Record<string, string> = {},
  path = PATH,
): Promise<Outcome> {
  const before = apiCalls(cast).length;
  const { status, body, headers: answered } = await client.get(path, headers);
  const seen = apiCalls(cast)
    .slice(before)
    .map(({ token }) => token);
  return { status, code: body.code, seen, actingAs: answered.get('x-acting-as') };
}

export const as = (name: string): Record<string, string> => ({ 'x-on-behalf-of': name });

export const refused = (status: number, code: string): Outcome => ({ status, code, seen: [], actingAs: null });

export const acted = ({ accessToken, person }: Pick<GivenChannel, 'accessToken' | 'person'>): Outcome => ({
  status: 200,
  code: undefined,
  seen: [accessToken],
  actingAs: `twitch:${person.login}`,
});
