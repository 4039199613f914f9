import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRing } from '../common/crypto/key-ring.js';
import { ConfigurationError } from './configuration-error.js';

const KEY_BYTES = 32;

/** The ring of `ENCRYPTION_KEYS`, or the one kept in (or generated into) the data directory. */
export function loadKeyRing(configured: string | null, dataDir: string): KeyRing {
  return parseKeyRing(configured ?? generatedKeys(dataDir));
}

/** @param text `id:base64(32 bytes)`, comma-separated; the first one encrypts */
export function parseKeyRing(text: string): KeyRing {
  const keys = new Map<string, Buffer>();
  let current: string | null = null;
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [id, encoded] = [entry.slice(0, entry.indexOf(':')), entry.slice(entry.indexOf(':') + 1)];
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.length !== KEY_BYTES)
      throw new ConfigurationError(`Encryption key ${id} is not ${KEY_BYTES} bytes long.`);
    if (keys.has(id)) throw new ConfigurationError(`Encryption key ${id} is listed twice.`);
    keys.set(id, bytes);
    current ??= id;
  }
  if (current === null) throw new ConfigurationError('ENCRYPTION_KEYS names no key.');
  return { current, keys };
}

function generatedKeys(dataDir: string): string {
  const path = join(dataDir, 'encryption-keys');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, `generated:${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
    // A hard link appears whole or not at all, and never over an existing file: two starts agree on one key.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new ConfigurationError(
        `Cannot keep an encryption key in ${path}: ${(error as Error).message}. Set ENCRYPTION_KEYS or DATA_DIR.`,
      );
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
