import { Injectable } from '@nestjs/common';
import { SealedBox } from '../../common/crypto/sealed-box.js';
import type { CredentialTable } from './connection.types.js';

/** Where a credential lives: its table, row and account. A value copied to another of them does not open there. */
export interface CredentialHome {
  readonly table: CredentialTable;
  readonly id: string;
  readonly accountId: string;
}

export type CredentialColumn = 'access_token' | 'refresh_token';

/** Seals the tokens of connections, each for its column of its row. */
@Injectable()
export class CredentialSeal {
  constructor(private readonly box: SealedBox) {}

  seal(token: string, home: CredentialHome, column: CredentialColumn): string {
    return this.box.seal(Buffer.from(token), placeOf(home, column));
  }

  /** @throws UnsealError */
  open(sealed: string, home: CredentialHome, column: CredentialColumn): string {
    return this.box.open(sealed, placeOf(home, column)).toString();
  }
}

/** What a trigger keeps with a deleted connection's tokens (`platform_revocations.sealed_at`). */
export const sealedAt = ({ table, id, accountId }: CredentialHome): string => `${table}/${id}/${accountId}`;

const placeOf = (home: CredentialHome, column: CredentialColumn): string => `${sealedAt(home)}/${column}`;
