import { Injectable } from '@nestjs/common';
import type { HumanCaller } from '../../common/access/caller.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../common/platforms.js';
import { actorOf, AuditService } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { judgeApplicationChange } from './application-change.rules.js';
import { ClientSecretSeal } from './client-secret-seal.js';
import { ProviderViews } from './provider-views.js';
import { clientIdNeeded, clientSecretNeeded } from './providers.errors.js';
import { ProvidersRepository, type StoredChange, type StoredProvider } from './providers.repository.js';
import type { ProviderChange, ProviderView } from './providers.types.js';

const SWITCHES = ['use', 'botEnabled', 'channelEnabled', 'loginEnabled'] as const;

/** The words of the audit for each switch are those of the API. */
const SAID: Record<(typeof SWITCHES)[number], string> = {
  use: 'use',
  botEnabled: 'bot_enabled',
  channelEnabled: 'channel_enabled',
  loginEnabled: 'login_enabled',
};

/** Applications and flags of platforms, as system admins set them. A change counts at once, on every replica. */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly providers: ProvidersRepository,
    private readonly views: ProviderViews,
    private readonly seal: ClientSecretSeal,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
  ) {}

  async list(): Promise<ProviderView[]> {
    const rows = await this.providers.findMany(BOT_PLATFORMS);
    return BOT_PLATFORMS.map((platform, place) => this.views.of(platform, rows[place] ?? null));
  }

  async get(platform: BotPlatform): Promise<ProviderView> {
    const [row = null] = await this.providers.findMany([platform]);
    return this.views.of(platform, row);
  }

  /** @throws AppError request_invalid when a client id comes without its secret, or the other way round */
  change(
    platform: BotPlatform,
    change: ProviderChange,
    caller: HumanCaller,
    call: IdempotentCall | null,
  ): Promise<ProviderView> {
    return this.idempotency.run(call, async (tx) => {
      const row = await this.providers.lock(platform, tx);
      const changed = { ...this.applicationChange(row, change), ...switchChange(row, change) };
      if (Object.keys(changed).length === 0) return this.views.of(platform, row);
      const after = await this.providers.change(platform, changed, tx);
      const target = { kind: 'provider', id: platform };
      const details = auditDetails(changed);
      await this.audit.record({ actor: actorOf(caller), action: 'provider.changed', target, details }, tx);
      return this.views.of(platform, after);
    });
  }

  private applicationChange(row: StoredProvider, { clientId, clientSecret }: ProviderChange): StoredChange {
    switch (judgeApplicationChange(row.clientId, clientId, clientSecret)) {
      case 'unchanged':
        return {};
      case 'forgotten':
        return { clientId: null, clientSecret: null };
      case 'client_id_needed':
        throw clientIdNeeded();
      case 'client_secret_needed':
        throw clientSecretNeeded();
      case 'replaced':
        return {
          clientId: clientId ?? row.clientId,
          clientSecret: this.seal.seal(clientSecret ?? '', row.platform),
        };
    }
  }
}

function switchChange(row: StoredProvider, change: ProviderChange): StoredChange {
  const differs = SWITCHES.filter((name) => change[name] !== undefined && change[name] !== row[name]);
  return Object.fromEntries(differs.map((name) => [name, change[name]]));
}

/** In the words of the API; of a secret only that it changed. */
function auditDetails(changed: StoredChange): Record<string, unknown> {
  const switches = SWITCHES.filter((name) => changed[name] !== undefined);
  const { clientId, clientSecret } = changed;
  return {
    ...Object.fromEntries(switches.map((name): [string, unknown] => [SAID[name], changed[name]])),
    ...(clientId === undefined ? {} : { client_id: clientId }),
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret === null ? 'forgotten' : 'replaced' }),
  };
}
