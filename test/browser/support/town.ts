import {
  givenAdmin,
  givenHuman,
  givenLinkToken,
  givenServiceKey,
  type Human,
  type Identity,
  type ServiceKey,
} from '../../support/given.js';
import { BOTS, givenBot, givenBotToken, givenMember, givenToken } from '../../support/given-bots.js';
import type { World } from '../../support/world.js';

/** People with everything that the pages can show. */
export interface Town {
  readonly world: World;
  /** System admin, owner of a team and of bots, with linked identities. */
  readonly ada: Human;
  /** A moderator of that team. */
  readonly grace: Human;
  readonly team: string;
  /** The bot service without proof, and the one with a code. */
  readonly bot: ServiceKey;
  readonly carefulBot: ServiceKey;
  /** Path of the page behind a link that nobody has opened yet. */
  readonly freshLink: (service?: ServiceKey, of?: Identity) => Promise<string>;
  /** A bot service that has people sign in at the platform, where there is one to sign in at. */
  readonly provingBot?: ServiceKey;
}

const CHATTER = { platform: 'DISCORD', platform_user_id: '80351110224678912', platform_username: 'countess' };
const FRESH = { platform: 'SLACK', platform_user_id: 'U012AB3CD', platform_username: 'ada.lovelace' };
const MINE: readonly Identity[] = [
  CHATTER,
  { platform: 'TELEGRAM', platform_user_id: '1815121001' },
  { platform: 'GITHUB', platform_user_id: '583231' },
];

/** @param world in which nobody lives yet */
export async function givenTown(world: World): Promise<Town> {
  const [admin, ada, grace] = await Promise.all([
    givenAdmin(world),
    givenHuman(world, { username: 'ada', name: 'Ada Lovelace' }),
    givenHuman(world, { username: 'grace', name: 'Grace Hopper' }),
  ]);
  await admin.patch(`/v1/admin/users/${ada.id}`, { is_system_admin: true });
  const bot = await givenServiceKey(world, { name: 'Club bot', platforms: ['DISCORD', 'SLACK'] });
  const carefulBot = await givenServiceKey(world, { name: 'Support bot', scopes: ['linking', 'chat'], proof: 'code' });
  await admin.post('/v1/admin/system-keys', { name: 'Twitch worker' });
  const anybot = await givenServiceKey(world, { name: 'Community bots' });
  for (const identity of MINE) {
    const { token } = await givenLinkToken(world, anybot.client, identity);
    await ada.client.post(`/v1/platform-linking/tokens/${token}/confirm`);
  }
  await givenBots(world, ada, grace);
  const made = await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Analytical Engines' });
  await givenMember(ada, made.body.id, 'grace', 'moderator');
  await givenMember(ada, made.body.id, 'bot-helper', 'viewer');
  const freshLink = async (service = bot, of: Identity = FRESH): Promise<string> =>
    new URL((await givenLinkToken(world, service.client, of)).link_url).pathname;
  return { world, ada, grace, team: made.body.id, bot, carefulBot, freshLink };
}

async function givenBots(world: World, ada: Human, grace: Human): Promise<void> {
  const helper = await givenBot(ada, 'bot-helper');
  await ada.client.patch(`${BOTS}/bot-helper`, { name: 'Helper' });
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
  await givenBotToken(world, ada, helper, {
    title: 'Nightly report',
    permissions: { me: ['read'], members: ['read'] },
  });
  await givenBotToken(world, ada, helper, { title: 'Migration', expires_at: soon, allowed_cidrs: ['192.0.2.0/24'] });
  await givenToken(world, ada, { title: 'Laptop', permissions: { links: ['read'], audit: ['read'] } });
  await givenBot(ada, 'bot-archivist');
  await ada.client.post(`${BOTS}/bot-archivist/disable`);
  await givenBot(grace, 'bot-chess');
  await grace.client.post(`${BOTS}/bot-chess/transfer`, { new_owner: 'ada' });
}
