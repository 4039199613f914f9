import { Injectable } from '@nestjs/common';
import { tail } from '../../common/logging/logger.js';
import type { Tx } from '../../database/transactions.js';
import { AuditService, type AuditActor } from '../audit/index.js';
import { UsersService } from '../users/index.js';
import { LinkTokensRepository } from './link-tokens.repository.js';
import {
  identityJustLinked,
  identityLinkedToAnother,
  identityLinkedToYou,
  linkTokenExpired,
} from './platform-linking.errors.js';
import type { LinkTokenView, LinkingPerson } from './platform-linking.types.js';
import { PlatformLinksRepository } from './platform-links.repository.js';

/** Ends a token, with a link or without one, in the caller's transaction: a refusal gives the token back. */
@Injectable()
export class LinkDecision {
  constructor(
    private readonly tokens: LinkTokensRepository,
    private readonly links: PlatformLinksRepository,
    private readonly users: UsersService,
    private readonly audit: AuditService,
  ) {}

  /**
   * @param token open, with its identity locked
   * @param userId whom the identity will belong to
   * @throws AppError link_token_expired, platform_identity_linked_to_you, …_linked_to_another, …_just_linked
   */
  async create(token: LinkTokenView, userId: string, actor: AuditActor, tx: Tx): Promise<void> {
    const person = await this.requireActive(userId, tx);
    // The identity is locked, so only time can have closed the token since it was read.
    if (!(await this.tokens.use(token, person.id, tx))) throw linkTokenExpired();
    const owner = await this.links.findUserId(token, tx);
    if (owner !== null) throw owner === person.id ? identityLinkedToYou() : identityLinkedToAnother();
    const id = await this.links.add({ ...token, userId: person.id, linkTokenId: token.id }, tx);
    if (id === null) throw identityJustLinked();
    await this.audit.record(
      {
        actor,
        action: 'link.created',
        subject: person,
        target: { kind: 'platform_link', id },
        details: { platform: token.platform, platform_user_id: tail(token.platformUserId), proof: token.proof },
      },
      tx,
    );
  }

  /** The person a link is for, kept from being deleted until the transaction ends. Nobody is linked who may no longer act. */
  private async requireActive(userId: string, tx: Tx): Promise<LinkingPerson> {
    const user = (await this.users.hold(userId, tx)) ? await this.users.findById(userId, tx) : null;
    if (user?.status !== 'active') throw linkTokenExpired();
    return { id: user.id, name: user.username };
  }

  /**
   * Closes the token without a link.
   *
   * @throws AppError link_token_expired
   */
  async decline(token: LinkTokenView, actor: AuditActor, tx: Tx): Promise<void> {
    if (!(await this.tokens.decline(token.id, tx))) throw linkTokenExpired();
    await this.audit.record(
      {
        actor,
        action: 'link.declined',
        target: { kind: 'link_token', id: token.id },
        details: { platform: token.platform, platform_user_id: tail(token.platformUserId) },
      },
      tx,
    );
  }
}
