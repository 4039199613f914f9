import { Injectable, type OnModuleInit } from '@nestjs/common';
import { tail } from '../../common/logging/logger.js';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import type { Tx } from '../../database/transactions.js';
import { AuditService, type AuditActor } from '../audit/index.js';
import { UsersService, type User } from '../users/index.js';
import { LinkTokensRepository } from './link-tokens.repository.js';
import { PlatformLinksRepository } from './platform-links.repository.js';

const PURGE_EVERY_MS = 15 * 60_000;

/** Purges old tokens, and tells of the links that go with their person. */
@Injectable()
export class LinkHousekeeping implements OnModuleInit {
  constructor(
    private readonly tokens: LinkTokensRepository,
    private readonly links: PlatformLinksRepository,
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('purge link tokens', PURGE_EVERY_MS, () => this.tokens.purge());
    this.users.onDelete((user, actor, tx) => this.recordRemovals(user, actor, tx));
  }

  /** The rows themselves go by foreign key. */
  private async recordRemovals(user: User, actor: AuditActor, tx: Tx): Promise<void> {
    for (const link of await this.links.findOfUser(user.id, tx)) {
      await this.audit.record(
        {
          actor,
          action: 'link.removed',
          subject: { id: user.id, name: user.username },
          target: { kind: 'platform_link', id: link.id },
          details: { platform: link.platform, platform_user_id: tail(link.platformUserId), because: 'user deleted' },
        },
        tx,
      );
    }
  }
}
