import { Injectable } from '@nestjs/common';
import { proofModeUnavailable } from '../../common/access/access.errors.js';
import type { HumanCaller, ServiceCaller } from '../../common/access/caller.js';
import { AppConfig } from '../../config/app-config.js';
import { holdLock, LOCKS } from '../../database/locks.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { LinkTokenAccess, requireConfirmable } from './link-token-access.js';
import { LinkTokensRepository } from './link-tokens.repository.js';
import { hashLinkToken, mintLinkToken, statusOf } from './link-token.rules.js';
import { identityAlreadyLinked } from './platform-linking.errors.js';
import type { IssuedLinkToken, LinkTokenInfo, LinkTokenStatusView, NewLinkToken } from './platform-linking.types.js';
import { PlatformLinksRepository } from './platform-links.repository.js';
import { requirePlatform } from './service-reach.js';

/** One-time invitations to link a chat identity: issued to bot services, shown to people. */
@Injectable()
export class LinkTokensService {
  constructor(
    private readonly tokens: LinkTokensRepository,
    private readonly access: LinkTokenAccess,
    private readonly links: PlatformLinksRepository,
    private readonly idempotency: IdempotencyService,
    private readonly config: AppConfig,
  ) {}

  /**
   * A new token for an identity; an older open one is superseded in the same transaction.
   *
   * @throws AppError platform_identity_already_linked, platform_not_allowed, proof_mode_unavailable
   */
  issue(request: NewLinkToken, caller: ServiceCaller, call: IdempotentCall | null): Promise<IssuedLinkToken> {
    const { principal } = caller;
    requirePlatform(principal, request.platform);
    // Never by a weaker proof than the key demands.
    if (principal.proof === 'platform' && this.config.signInAt(request.platform) === null) {
      throw proofModeUnavailable([request.platform]);
    }
    return this.idempotency.run(
      call,
      async (tx) => {
        await holdLock(LOCKS.linkIdentity(request.platform, request.platformUserId), tx);
        if ((await this.links.findUserId(request, tx)) !== null) throw identityAlreadyLinked();
        await this.tokens.supersede(request, tx);
        const token = mintLinkToken();
        const issue = {
          ...request,
          tokenHash: hashLinkToken(token),
          proof: principal.proof,
          issuedBy: principal.keyId,
          ttlMinutes: this.config.settings.LINK_TOKEN_TTL_MINUTES,
        };
        return { token, expiresAt: await this.tokens.add(issue, tx) };
      },
      true,
    );
  }

  /** @throws AppError link_token_not_found, platform_not_allowed */
  async status(token: string, { principal }: ServiceCaller): Promise<LinkTokenStatusView> {
    const view = await this.access.require(token);
    requirePlatform(principal, view.platform);
    return { status: statusOf(view, view.linkedUserId), userId: view.linkedUserId };
  }

  /**
   * Who asked and for which identity. Reading it changes nothing: chat programs fetch links to preview them.
   *
   * @throws AppError link_token_not_found, link_token_used, link_token_expired
   */
  async info(token: string, { principal }: HumanCaller): Promise<LinkTokenInfo> {
    const view = await this.access.require(token);
    requireConfirmable(view, principal.userId);
    const [owner] = await this.links.findUserIds([view]);
    return { ...view, alreadyLinkedToMe: owner === principal.userId };
  }
}
