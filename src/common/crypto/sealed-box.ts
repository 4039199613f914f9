import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { KEY_RING, type KeyRing } from './key-ring.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The sealed value cannot be opened: its key is not in the ring, or it was altered or moved. Names the key id, no bytes. */
export class UnsealError extends Error {
  constructor(
    readonly reason: 'key_missing' | 'altered',
    readonly keyId: string,
  ) {
    super(
      reason === 'key_missing' ? `Encryption key ${keyId} is not configured` : 'A sealed value was altered or moved',
    );
  }
}

/**
 * AES-256-GCM with the key id in front: `<key id>.<base64url(nonce ciphertext tag)>`. `place` names where the value lives (table,
 * row, column) and is authenticated with it, so that a value copied to another place does not open there.
 */
@Injectable()
export class SealedBox {
  /** Made once: a cipher that is given the bytes makes them into a key each time, which costs four times as much as all the rest. */
  private readonly keys: ReadonlyMap<string, KeyObject>;

  constructor(@Inject(KEY_RING) private readonly ring: KeyRing) {
    this.keys = new Map([...ring.keys].map(([id, bytes]) => [id, createSecretKey(bytes)]));
  }

  seal(plain: Uint8Array, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key(this.ring.current), nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return `${this.ring.current}.${sealed.toString('base64url')}`;
  }

  /** @throws UnsealError */
  open(sealed: string, place: string): Buffer {
    const dot = sealed.lastIndexOf('.');
    const keyId = sealed.slice(0, dot);
    const key = this.key(keyId);
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
    try {
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch {
      throw new UnsealError('altered', keyId);
    }
  }

  private key(id: string): KeyObject {
    const key = this.keys.get(id);
    if (!key) throw new UnsealError('key_missing', id);
    return key;
  }
}
