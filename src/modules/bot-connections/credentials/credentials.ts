import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../database/transactions.js';
import type { Grant } from '../../providers/index.js';
import { CredentialSeal, type CredentialHome } from '../credential-seal.js';
import { CredentialsRepository, type SealedPair } from './credentials.repository.js';

/** The way in for credentials: what a platform granted is sealed and stored, as the first pair of a connection or its new one. */
@Injectable()
export class Credentials {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly seal: CredentialSeal,
  ) {}

  /**
   * Puts a grant into the row of its connection, which is there already (a new one is inserted in the same transaction, with an empty
   * `access_token`). Its failure is cleared, and an exchange that runs for the pair before it can no longer overwrite anything. Scopes stay
   * as the row has them when the grant names none.
   *
   * @returns the generation, which names this pair
   */
  async store(home: CredentialHome, grant: Grant, tx: Tx): Promise<number> {
    const generation = await this.credentials.put(home, sealedPair(this.seal, home, grant, 0), tx);
    if (generation === null) throw new Error('There is no such connection to keep a credential in');
    return generation;
  }
}

/** @param secondsAgo how long ago the platform was asked: that part of its life is over */
export function sealedPair(seal: CredentialSeal, home: CredentialHome, grant: Grant, secondsAgo: number): SealedPair {
  const { accessToken, refreshToken, scopes, expiresIn } = grant;
  return {
    accessToken: seal.seal(accessToken, home, 'access_token'),
    refreshToken: refreshToken === null ? null : seal.seal(refreshToken, home, 'refresh_token'),
    scopes,
    expiresIn: expiresIn === null ? null : Math.max(0, expiresIn - secondsAgo),
  };
}
