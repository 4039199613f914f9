import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/access/caller.js';
import type { WorkerPrincipal } from '../../common/access/principal.js';
import { Transactions } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { BotTokens, FreshCredentials, type FreshCredential } from '../bot-connections/index.js';
import { LeasesRepository } from './leases.repository.js';
import type { ChannelRef } from './worker.types.js';
import { leaseLost } from './workers.errors.js';

export interface CredentialWish extends ChannelRef {
  readonly fence: number;
  /** Of the one that the platform has just refused, or null. */
  readonly refusedGeneration: number | null;
}

/** Credentials leave the program only for whoever sits in the channel. */
@Injectable()
export class WorkerCredentials {
  constructor(
    private readonly leases: LeasesRepository,
    private readonly tokens: BotTokens,
    private readonly fresh: FreshCredentials,
    private readonly transactions: Transactions,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError lease_lost, and what BotTokens refuses with */
  async lend(wish: CredentialWish, caller: Caller<WorkerPrincipal>): Promise<FreshCredential> {
    const lease = { ...wish, keyId: caller.principal.keyId };
    if ((await this.leases.find(lease)) === null) throw leaseLost();
    const credential = await this.obtain(wish);
    // Asking the platform may have taken longer than the lease.
    await this.transactions.run(async (tx) => {
      const worker = await this.leases.hold(lease, tx);
      if (worker === null) throw leaseLost();
      await this.audit.record(
        {
          actor: actorOf(caller),
          action: 'credential.lent',
          accountId: wish.accountId,
          onBehalfOf: `${credential.platform}:${credential.login}`,
          target: { kind: credential.ref.table, id: credential.ref.id },
          details: { worker, fence: wish.fence, generation: credential.generation },
        },
        tx,
      );
    });
    return credential;
  }

  private async obtain({ accountId, platform, refusedGeneration }: CredentialWish): Promise<FreshCredential> {
    const credential = await this.tokens.getFreshBotToken(accountId, platform);
    if (refusedGeneration !== credential.generation) return credential;
    return this.fresh.afterRefusal(credential.ref, credential.generation);
  }
}
