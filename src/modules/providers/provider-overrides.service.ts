import { Injectable } from '@nestjs/common';
import type { HumanCaller } from '../../common/access/caller.js';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import type { BotPlatform } from '../../common/platforms.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { PlatformFlagsRepository } from './platform-flags.repository.js';
import { accountNotFound, overrideEmpty, overrideNotFound } from './providers.errors.js';
import type { OverrideView, SwitchOverrides } from './providers.types.js';

export interface OverridePlace {
  readonly platform: BotPlatform;
  readonly accountId: string;
}

/** Flags that differ for one account. */
@Injectable()
export class ProviderOverridesService {
  constructor(
    private readonly flags: PlatformFlagsRepository,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
  ) {}

  /** In the order of accounts. */
  async list(platform: BotPlatform, query: PageQuery): Promise<Page<OverrideView>> {
    return readPage(query, async (after, limit) => {
      const rows = await this.flags.findPage(platform, after, limit);
      return rows.map((row) => ({ ...row, id: row.accountId }));
    });
  }

  /**
   * All flags of the account at once; null = as everybody.
   *
   * @throws AppError account_not_found, request_invalid when nothing would differ
   */
  put(
    place: OverridePlace,
    own: SwitchOverrides,
    caller: HumanCaller,
    call: IdempotentCall | null,
  ): Promise<OverrideView> {
    if (own.use === null && own.botEnabled === null && own.channelEnabled === null) throw overrideEmpty();
    return this.idempotency.run(call, async (tx) => {
      if (!(await this.flags.holdAccount(place.accountId, tx))) throw accountNotFound();
      const override = await this.flags.put(place.accountId, place.platform, own, tx);
      const details = { use: own.use, bot_enabled: own.botEnabled, channel_enabled: own.channelEnabled };
      await this.record('changed', place, details, caller, tx);
      return override;
    });
  }

  /** @throws AppError provider_override_not_found */
  remove(place: OverridePlace, caller: HumanCaller): Promise<void> {
    return this.idempotency.run(null, async (tx) => {
      if (!(await this.flags.remove(place.accountId, place.platform, tx))) throw overrideNotFound();
      await this.record('removed', place, {}, caller, tx);
    });
  }

  /** In the account's own record: its members see what was switched for them. */
  private record(
    what: 'changed' | 'removed',
    { platform, accountId }: OverridePlace,
    details: Readonly<Record<string, unknown>>,
    caller: HumanCaller,
    tx: Tx,
  ): Promise<void> {
    const target = { kind: 'provider', id: platform };
    return this.audit.record(
      { actor: actorOf(caller), action: `provider_override.${what}`, accountId, target, details },
      tx,
    );
  }
}
