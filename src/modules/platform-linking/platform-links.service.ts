import { Injectable } from '@nestjs/common';
import type { HumanCaller, ServiceCaller } from '../../common/access/caller.js';
import { tail } from '../../common/logging/logger.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { Transactions } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { linkNotFound, linkNotYours } from './platform-linking.errors.js';
import type { ChatIdentity, PlatformLinkView } from './platform-linking.types.js';
import { PlatformLinksRepository } from './platform-links.repository.js';
import { requirePlatform } from './service-reach.js';

/** Whose a chat identity is. */
@Injectable()
export class PlatformLinksService {
  private readonly users: BatchedLookup<ChatIdentity, string | null>;

  constructor(
    private readonly links: PlatformLinksRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditService,
    metrics: Metrics,
  ) {
    this.users = new BatchedLookup((identities) => this.links.findUserIds(identities), {
      // No platform name holds a colon, so this is one text for one identity.
      textOf: ({ platform, platformUserId }) => `${platform}:${platformUserId}`,
      observe: metrics.batchObserver('resolve'),
    });
  }

  /**
   * The user id behind an identity, or null. Sees every link and unlink committed before the call.
   *
   * @throws AppError platform_not_allowed
   */
  resolve(identity: ChatIdentity, { principal }: ServiceCaller): Promise<string | null> {
    requirePlatform(principal, identity.platform);
    return this.users.find(identity);
  }

  /** Newest first. */
  list(userId: string): Promise<PlatformLinkView[]> {
    return this.links.findOfUser(userId);
  }

  /** @throws AppError platform_link_not_found, platform_link_not_yours */
  async remove(id: string, caller: HumanCaller): Promise<void> {
    await this.transactions.run(async (tx) => {
      const link = await this.links.lock(id, tx);
      if (!link) throw linkNotFound();
      if (link.userId !== caller.principal.userId) throw linkNotYours();
      await this.links.remove(id, tx);
      await this.audit.record(
        {
          actor: actorOf(caller),
          action: 'link.removed',
          target: { kind: 'platform_link', id },
          details: { platform: link.platform, platform_user_id: tail(link.platformUserId) },
        },
        tx,
      );
    });
  }
}
