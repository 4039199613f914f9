import { randomUUID } from 'node:crypto';
import { givenHuman } from '../../support/given.js';
import { givenChannel } from '../../support/given-actors.js';
import type { Platform } from '../../support/platforms/platform.js';
import type { World } from '../../support/world.js';

export interface FleetChannel {
  readonly login: string;
  say(text: string): Promise<void>;
}

/** One real channel, and copies of it under other accounts of the same person. */
export async function givenChannels(world: World, twitch: Platform, count: number): Promise<FleetChannel[]> {
  const human = await givenHuman(world);
  const { id } = await givenChannel(world, twitch, human.accountId);
  const { rows } = await world.db.query<{ login: string }>(
    `SELECT channel_login AS login FROM channel_connections WHERE id = $1`,
    [id],
  );
  const channels = [{ accountId: human.accountId, login: rows[0]?.login ?? '' }];
  while (channels.length < count) {
    const login = `fleet${channels.length}`;
    const person = twitch.users.add({ login });
    const accountId = randomUUID();
    await world.db.query(`INSERT INTO accounts (id, name) VALUES ($1, $2)`, [accountId, login]);
    await world.db.query(`INSERT INTO account_members (account_id, user_id, role) VALUES ($1, $2, 'owner')`, [
      accountId,
      human.id,
    ]);
    await world.db.query(
      `INSERT INTO channel_connections (id, account_id, platform, channel_id, channel_login, channel_name, access_token, scopes)
       SELECT gen_random_uuid(), $2, platform, $3, $4::text, $4::text, access_token, scopes FROM channel_connections WHERE id = $1`,
      [id, accountId, person.id, login],
    );
    channels.push({ accountId, login });
  }
  return channels.map(({ accountId, login }) => ({
    login,
    say: async (text) => {
      const message = { platform: 'twitch', channel: login, as: 'bot', text };
      await human.client.post('/v1/chat-messages', message, { 'x-account-id': accountId }).catch(() => undefined);
    },
  }));
}
