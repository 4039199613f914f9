import { Injectable } from '@nestjs/common';
import type { HumanCaller, ServiceCaller } from '../../common/access/caller.js';
import { tail } from '../../common/logging/logger.js';
import { Metrics } from '../../common/metrics/metrics.js';
import type { LinkPlatform } from '../../common/platforms.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { Transactions } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { linkNotFound, linkNotYours } from './platform-linking.errors.js';
import type { ChatIdentity, PlatformLinkView } from './platform-linking.types.js';
import { PlatformLinksRepository } from './platform-links.repository.js';
import { requirePlatform } from './service-reach.js';

interface LinkedQuestion {
  readonly userId: string;
  readonly platforms: readonly LinkPlatform[] | null;
}

/** Whose a chat identity is. */
@Injectable()
export class PlatformLinksService {
  private readonly users: BatchedLookup<ChatIdentity, string | null>;
  private readonly linked: BatchedLookup<LinkedQuestion, boolean>;

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
    this.linked = new BatchedLookup((questions) => this.links.findLinked(questions), {
      textOf: ({ userId, platforms }) => `${userId}:${platforms?.join() ?? ''}`,
    });
  }

  /**
   * The user id behind an identity, or null. Sees every link and unlink committed before the call, or before its look-up was foreseen.
   *
   * @param foreseen the look-up of this very identity, if one was begun for this request
   * @throws AppError platform_not_allowed
   */
  resolve(
    identity: ChatIdentity,
    { principal }: ServiceCaller,
    foreseen: Promise<string | null> | null = null,
  ): Promise<string | null> {
    requirePlatform(principal, identity.platform);
    return foreseen ?? this.users.find(identity);
  }

  /** Begins to look whose an identity is, before anybody knows whether the caller may ask. It cannot fail unheard. */
  foresee(identity: ChatIdentity): Promise<string | null> {
    const found = this.users.find(identity);
    // Nobody may come for it: the caller is refused before.
    found.catch(() => undefined);
    return found;
  }

  /** Whose an identity is, whoever asks. */
  ownerOf(identity: ChatIdentity): Promise<string | null> {
    return this.users.find(identity);
  }

  /** Has this person a link on one of these platforms (null = on any)? Sees what was committed before the call. */
  isLinked(userId: string, platforms: readonly LinkPlatform[] | null): Promise<boolean> {
    return this.linked.find({ userId, platforms });
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
