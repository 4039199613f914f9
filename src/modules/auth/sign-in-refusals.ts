import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { AuditService, type AuditActor } from '../audit/index.js';
import type { User } from '../users/index.js';

/** Writes down who was not let in. */
@Injectable()
export class SignInRefusals {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditService,
  ) {}

  /** @param details how and why; never a secret, names only masked */
  record(details: Readonly<Record<string, string>>, known: User | null, requestId: string): Promise<void> {
    const actor: AuditActor = { kind: 'anonymous', id: null, name: null, requestId };
    const subject = known ? { id: known.id, name: known.username } : undefined;
    return this.transactions.run((tx) =>
      this.audit.record({ actor, action: 'login.refused', subject, outcome: 'refused', details }, tx),
    );
  }
}
