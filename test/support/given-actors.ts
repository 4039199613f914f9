import { randomUUID } from 'node:crypto';
import { SealedBox } from '../../src/common/crypto/sealed-box.js';
import { CredentialSeal } from '../../src/modules/bot-connections/credential-seal.js';
import { givenConnection, type GivenConnection, type Vault } from './given-connections.js';
import { connect } from './platforms/client.js';
import { unique } from './given.js';
import type { Platform } from './platforms/platform.js';
import type { Person } from './platforms/words.js';
import type { World } from './world.js';

export const GLOBAL = '00000000-0000-0000-0000-000000000000';

export const vaultOf = (world: World): Vault => ({ db: world.db, keys: world.config.keys });

export const givenCustomBot = (world: World, platform: Platform, accountId: string): Promise<GivenConnection> =>
  givenConnection(vaultOf(world), platform, { accountId });

export const givenGlobalBot = (world: World, platform: Platform): Promise<GivenConnection> =>
  givenConnection(vaultOf(world), platform, { accountId: GLOBAL });

export interface GivenChannel {
  readonly id: string;
  readonly person: Person;
  readonly accessToken: string;
}

const SCOPES: Readonly<Record<string, string>> = {
  twitch: 'user:write:chat',
  youtube: 'https://www.googleapis.com/auth/youtube.force-ssl',
};

/** The account's own channel, connected. */
export async function givenChannel(world: World, platform: Platform, accountId: string): Promise<GivenChannel> {
  const person = platform.users.add({ login: unique('streamer') });
  const scope = SCOPES[platform.platform] ?? 'chat:write';
  const { body } = await connect(platform, person, scope, { access_type: 'offline', prompt: 'consent' });
  const accessToken = String(body.access_token);
  const home = { table: 'channel_connections', id: randomUUID(), accountId } as const;
  const seal = new CredentialSeal(new SealedBox(world.config.keys));
  await world.db.query(
    `INSERT INTO channel_connections (id, account_id, platform, channel_id, channel_login, channel_name, access_token, refresh_token,
       scopes, expires_at, last_refreshed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + interval '1 hour', now() - interval '3 hours')`,
    [
      home.id,
      accountId,
      platform.platform,
      person.id,
      person.login,
      person.displayName,
      seal.seal(accessToken, home, 'access_token'),
      seal.seal(String(body.refresh_token), home, 'refresh_token'),
      [scope],
    ],
  );
  return { id: home.id, person, accessToken };
}
