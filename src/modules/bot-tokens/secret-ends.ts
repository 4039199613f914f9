import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/transactions.js';
import { ApiTokensRepository } from './api-tokens.repository.js';
import type { LeakedSecret } from './leaked-secrets.repository.js';
import { MachineKeysRepository } from './machine-keys.repository.js';
import type { LeakAction } from './token-leaks.rules.js';

/** Ends or flags what a leaked secret belongs to. */
@Injectable()
export class SecretEnds {
  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly keys: MachineKeysRepository,
  ) {}

  async apply({ kind, id }: LeakedSecret, action: LeakAction, tx: Tx): Promise<void> {
    if (action === 'none') return;
    if (kind === 'api_token') {
      await this.tokens.flagLeaked(id, tx);
      if (action === 'revoked') await this.tokens.revoke(id, 'leak', tx);
    } else if (action === 'revoked') {
      await this.keys.revoke(id, tx);
    }
  }
}
