import type { SealedColumn } from '../../common/crypto/sealed-column.js';

/** See credential-seal.ts and connect/connect-states.ts. */
const COLUMNS = ['access_token', 'refresh_token'] as const;

const ofConnections = (table: string): SealedColumn[] =>
  COLUMNS.map((column) => ({
    table,
    column,
    key: 'id',
    place: `'${table}/' || id || '/' || account_id || '/${column}'`,
  }));

export const CONNECTIONS_SEALED: readonly SealedColumn[] = [
  ...ofConnections('bot_connections'),
  ...ofConnections('channel_connections'),
  ...COLUMNS.map((column) => ({
    table: 'platform_revocations',
    column,
    key: 'id',
    place: `sealed_at || '/${column}'`,
  })),
  {
    table: 'connect_states',
    column: 'verifier',
    key: 'state_hash',
    place: `'connect_states/' || encode(state_hash, 'hex')`,
  },
];
