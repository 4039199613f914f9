import { createPublicKey, type KeyObject } from 'node:crypto';
import { ConfigurationError } from './configuration-error.js';

/**
 * TOKEN_LEAK_PUBLIC_KEYS: a JSON object of key id → PEM, as secret-scanning programmes publish them.
 *
 * @throws ConfigurationError
 */
export function readLeakKeys(text: string | null): ReadonlyMap<string, KeyObject> {
  if (text === null) return new Map();
  const entries: unknown = JSON.parse(text);
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) {
    throw new ConfigurationError('TOKEN_LEAK_PUBLIC_KEYS must be a JSON object of key id → PEM.');
  }
  return new Map(Object.entries(entries).map(([id, pem]) => [id, publicKey(id, pem)]));
}

function publicKey(id: string, pem: unknown): KeyObject {
  const key = readKey(pem);
  if (key?.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  throw new ConfigurationError(`TOKEN_LEAK_PUBLIC_KEYS: ${id} is no ECDSA P-256 public key in PEM form.`);
}

function readKey(pem: unknown): KeyObject | null {
  try {
    return createPublicKey(String(pem));
  } catch {
    return null;
  }
}
