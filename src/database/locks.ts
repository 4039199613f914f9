import { managerOf, type Tx } from './transactions.js';

/**
 * Every advisory lock of the program, so that no two uses share a name. All are taken inside a transaction and end with it.
 */
export const LOCKS = {
  chatPerson: (userId: string) => `chat-person:${userId}`,
  externalIdentity: (issuer: string, subject: string) => `external-identity:${JSON.stringify([issuer, subject])}`,
  globalBot: (platform: string) => `global-bot:${platform}`,
  linkIdentity: (platform: string, platformUserId: string) => `link-identity:${platform}:${platformUserId}`,
  signingKeys: () => 'signing-keys',
  systemAdmins: () => 'system-admins',
} as const;

/** Waits for the lock and holds it until the transaction ends. */
export async function holdLock(name: string, tx: Tx): Promise<void> {
  await managerOf(tx).query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
