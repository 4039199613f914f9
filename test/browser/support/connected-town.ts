import type { Client } from '../../support/client.js';
import { BOTS_AT, CHANNELS_AT, connect, GLOBAL_AT, type ConnectedWorld, type Place } from '../../support/connecting.js';
import { givenAdmin, givenServiceKey } from '../../support/given.js';
import { givenSystemKey, Hand } from '../../support/given-workers.js';
import type { Platform } from '../../support/platforms/platform.js';
import type { World } from '../../support/world.js';
import { givenTown, type Town } from './town.js';

/** The town, whose team has bots and channels in each state that the pages can show. */
export async function givenConnectedTown({ world, platforms }: ConnectedWorld): Promise<Town> {
  const town = await givenTown(world);
  const { twitch, youtube, kick, discord } = platforms;
  const admin = await givenAdmin(world);
  const team = town.ada.client.with({ 'x-account-id': town.team });
  await given(team, BOTS_AT, twitch, 'engine_room');
  await given(team, CHANNELS_AT, twitch, 'analytical');
  await team.put(`${BOTS_AT}/twitch/bot-user`, { bot: 'bot-helper' });
  await given(admin, GLOBAL_AT, youtube, 'understudy');
  await given(team, CHANNELS_AT, youtube, 'engines');
  await team.post('/v1/bot-toggle', { platform: 'youtube', enabled: false });
  await given(team, BOTS_AT, kick, 'kick_engine');
  await world.db.query(
    "UPDATE bot_connections SET status = 'needs_reauth', status_reason = 'grant_refused' WHERE platform = 'kick'",
  );
  await given(admin, GLOBAL_AT, kick, 'understudy');
  const token = discord.botToken(discord.users.add({ login: 'understudy' }));
  await admin.put(`${GLOBAL_AT}/discord`, { token });
  await reported(world, town);
  await admin.put('/v1/admin/providers/trovo', { use: 'block_new' });
  await admin.put(`/v1/admin/providers/trovo/overrides/${town.team}`, { use: 'allowed', channel_enabled: false });
  await admin.put('/v1/admin/providers/kick', { client_id: 'k7kick', client_secret: 'a secret', login_enabled: false });
  const provingBot = await givenServiceKey(world, { name: 'Guild bot', proof: 'platform', platforms: ['DISCORD'] });
  return { ...town, provingBot };
}

/** A day of the bot on Twitch; its worker says that it goes on for the next minutes. */
async function reported(world: World, { team }: Town): Promise<void> {
  const hand = new Hand((await givenSystemKey(world)).client, 'twitch-chat-7f3a');
  const fence = (await hand.fenceOf(team, 300)) ?? 0;
  const day = ['connecting', 'connected', 'transient_disconnect', 'bad_credentials', 'connected'];
  for (const state of day) await hand.report(team, fence, state, { ttl: 300 });
  await world.db.query(
    `UPDATE channel_report_changes AS change SET at = now() - make_interval(hours => ($2::int[])[numbered.place])
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM channel_report_changes WHERE account_id = $1) AS numbered
     WHERE change.id = numbered.id`,
    [team, [20, 19, 8, 7, 5]],
  );
}

async function given(client: Client, place: Place, platform: Platform, login: string): Promise<void> {
  const person = platform.users.add({ login, displayName: login });
  const { status, body } = await connect(client, place, platform, person);
  if (status !== 201) throw new Error(`${place} on ${platform.platform} answered ${status} ${JSON.stringify(body)}`);
}
