import type { Seen } from '../../src/common/access/seen.js';
import { hashSecret } from '../../src/common/crypto/secrets.js';
import { Memberships } from '../../src/modules/accounts/memberships.js';
import type { CredentialState } from '../../src/modules/bot-connections/index.js';
import { ConnectionDirectory } from '../../src/modules/bot-connections/connection-directory.service.js';
import { ApiTokenCheck } from '../../src/modules/bot-tokens/api-token-check.js';
import { LiveApiTokensRepository } from '../../src/modules/bot-tokens/live-api-tokens.repository.js';
import { PlatformStandings } from '../../src/modules/providers/platform-standings.js';
import type { Cast } from './given-cast.js';

/** What a program says of the cast's token and of all that its calls depend on. */
export type Told = Readonly<Record<string, unknown>>;

/** By what the program remembers, where it may. */
export async function remembered({ world, bot, ...cast }: Cast): Promise<Told> {
  const checked = await world.app.get(ApiTokenCheck).identify(bot.secret);
  const seen = checked?.seen ?? null;
  return { token: checked?.token ?? null, ...(seen && (await around({ world, bot, ...cast }, seen))) };
}

/** By the database, whatever is remembered. */
export async function asked(cast: Cast): Promise<Told> {
  const hash = hashSecret(cast.bot.secret).toString('hex');
  const question = { known: [], version: null, unknown: [hash] };
  const { found } = await cast.world.app.get(LiveApiTokensRepository).find(question);
  const token = found.get(hash) ?? null;
  return { token, ...(token && (await around(cast, null))) };
}

async function around({ world, ada, attached, own, global }: Cast, seen: Seen | null): Promise<Told> {
  const { accountId } = ada;
  const directory = world.app.get(ConnectionDirectory);
  const named = async (name: string): Promise<unknown> => {
    const found = await directory.findUsable({ accountId, platform: 'twitch', name }, seen);
    return found && { ...found, state: lasting(found.state) };
  };
  const of = { userId: attached.id, ownerId: ada.id, accountId };
  const [place, standing, ofBot, channel, byId, byLogin, byUsername, globalOne] = await Promise.all([
    world.app.get(Memberships).find(of, seen),
    world.app.get(PlatformStandings).find('twitch', accountId, seen),
    directory.ofBotUser({ id: attached.id, platform: 'twitch' }, seen),
    directory.channelOf({ id: accountId, platform: 'twitch' }, seen),
    ...[own.ref.id, own.person.login, attached.username, global.person.login].map(named),
  ]);
  return {
    ...{ place, standing, attached: lasting(ofBot), channel: lasting(channel) },
    ...{ byId, byLogin, byUsername, globalOne },
  };
}

/** How far a refresh is matters for nothing but a refresh, which looks again. */
function lasting(state: CredentialState | null): Partial<CredentialState> | null {
  if (!state) return null;
  const { leased: _leased, retryIn: _retryIn, young: _young, ...rest } = state;
  return rest;
}
