import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from '../resolve/options.mjs';
import { seed as seedTokens } from '../auth/tokens.mjs';

export const keyBytes = Buffer.alloc(32, 'bench');

/** How the program seals what it stores, from the program itself. */
async function sealedBox() {
  const loaded = await import(pathToFileURL(join(repository, 'dist/src/common/crypto/sealed-box.js')).href);
  const { SealedBox } = loaded.SealedBox ? loaded : loaded.default;
  return new SealedBox({ current: 'bench', keys: new Map([['bench', keyBytes]]) });
}

/**
 * Bots with one token each, every one attached to a connection of an account of its own.
 *
 * @param {import('pg').Client} client @param {number} bots
 */
export async function seed(client, bots) {
  await seedTokens(client, bots);
  const box = await sealedBox();
  const { rows } = await client.query('SELECT bot_id, owner_id FROM bot_owners');
  for (const { bot_id: bot, owner_id: owner } of rows) {
    const [account, connection] = [randomUUID(), randomUUID()];
    const seal = (token, column) => box.seal(Buffer.from(token), `bot_connections/${connection}/${account}/${column}`);
    await client.query(`INSERT INTO accounts (id, name) VALUES ($1, 'bench')`, [account]);
    await client.query(
      `INSERT INTO account_members (account_id, user_id, role) VALUES ($1, $2, 'owner'), ($1, $3, 'moderator')`,
      [account, owner, bot],
    );
    await client.query(
      `INSERT INTO bot_connections (id, account_id, platform, bot_type, bot_username, bot_user_id, access_token, refresh_token, scopes,
         expires_at, attached_to)
       VALUES ($1, $2, 'kick', 'custom', 'bench', '1', $3, $4, '{chat:write}', now() + interval '1 day', $5)`,
      [connection, account, seal(`access-${bot}`, 'access_token'), seal('refresh', 'refresh_token'), bot],
    );
    await client.query(`UPDATE api_tokens SET scopes = '{passthrough:use}', account_id = $1 WHERE user_id = $2`, [
      account,
      bot,
    ]);
  }
  await client.query('VACUUM ANALYZE');
}
