const SHARED = `
  c.id, c.account_id AS "accountId", c.platform, c.scopes, c.expires_at AS "expiresAt", c.status,
  c.status_reason AS "statusReason", c.next_try_at AS "nextTryAt", c.connected_by AS "connectedBy",
  c.created_at AS "createdAt", c.updated_at AS "updatedAt", c.last_refreshed_at AS "lastRefreshedAt"`;

/** A BotConnection of `bot_connections c LEFT JOIN users u ON u.id = c.attached_to`. Never a token. */
export const BOT_COLUMNS = `${SHARED}, c.bot_type AS "botType", c.bot_username AS login, c.bot_user_id AS "subjectId",
  CASE WHEN u.id IS NULL THEN NULL ELSE json_build_object('id', u.id, 'username', u.username) END AS "attachedTo"`;

export const BOT_TABLES = `bot_connections c LEFT JOIN users u ON u.id = c.attached_to`;

/** A ChannelConnection of `channel_connections c`. Never a token. */
export const CHANNEL_COLUMNS = `${SHARED}, c.channel_id AS "subjectId", c.channel_login AS login,
  c.channel_name AS "displayName", c.bot_enabled AS "botEnabled"`;
