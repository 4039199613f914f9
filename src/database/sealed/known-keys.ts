import { Client } from 'pg';
import type { KeyRing } from '../../common/crypto/key-ring.js';
import { SealedBox, UnsealError } from '../../common/crypto/sealed-box.js';
import { ConfigurationError } from '../../config/configuration-error.js';

const KNOWN_TEXT = Buffer.from('understudy');
const placeOf = (id: string): string => `encryption_keys/${id}`;

/**
 * Remembers the keys of the ring, and refuses one that has other bytes than the key that was first used under its id: whatever that one
 * sealed would not open, and what this one seals would not open elsewhere.
 *
 * @throws ConfigurationError that names the id
 */
export async function requireKnownKeys(url: string, ring: KeyRing): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'understudy-keys' });
  await client.connect();
  try {
    for (const id of ring.keys.keys()) await requireKnown(client, id, new SealedBox({ current: id, keys: ring.keys }));
  } finally {
    await client.end();
  }
}

async function requireKnown(client: Client, id: string, box: SealedBox): Promise<void> {
  await client.query(`INSERT INTO encryption_keys (id, check_sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
    id,
    box.seal(KNOWN_TEXT, placeOf(id)),
  ]);
  const { rows } = await client.query<{ check: string }>(
    `SELECT check_sealed AS "check" FROM encryption_keys WHERE id = $1`,
    [id],
  );
  try {
    box.open(rows[0]?.check ?? '', placeOf(id));
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    throw new ConfigurationError(
      `ENCRYPTION_KEYS: the key ${id} has other bytes than the key that this database knows under that id. ` +
        'Bring its bytes back, or give the new key an id of its own and put it first.',
    );
  }
}
