import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { UnsealError, type SealedBox } from '../../../common/crypto/sealed-box.js';
import type { PublicJwk, SigningKeyEntity } from './signing-key.entity.js';
import type { NewSigningKey } from './signing-keys.repository.js';
import type { KeyPeriod, KnownKey } from './signing-keys.rules.js';

export interface LoadedKey extends KnownKey {
  readonly publicJwk: PublicJwk;
  readonly publicKey: KeyObject;
  /** null when it cannot be opened here: the key verifies, but does not sign. */
  readonly privateKey: KeyObject | null;
}

/** Binds the sealed key to its row: it does not open in another one's place. */
const placeOf = (id: string): string => `signing_keys/${id}`;

export function loadKey(row: SigningKeyEntity, box: SealedBox): LoadedKey {
  const { id, publicJwk, signsFrom, signsUntil, verifiesUntil } = row;
  const privateKey = openedKey(row, box);
  const publicKey = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
  return { id, publicJwk, publicKey, privateKey, usable: privateKey !== null, signsFrom, signsUntil, verifiesUntil };
}

export async function makeKey(period: KeyPeriod, box: SealedBox): Promise<NewSigningKey> {
  const pair = generateKeyPairSync('ed25519');
  const { x } = pair.publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('The new signing key has no public part');
  const publicJwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x };
  const id = await calculateJwkThumbprint(publicJwk);
  const sealed = box.seal(pair.privateKey.export({ type: 'pkcs8', format: 'der' }), placeOf(id));
  return { id, publicJwk, privateKeySealed: sealed, ...period };
}

function openedKey({ id, privateKeySealed }: SigningKeyEntity, box: SealedBox): KeyObject | null {
  try {
    return createPrivateKey({ key: box.open(privateKeySealed, placeOf(id)), type: 'pkcs8', format: 'der' });
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}
