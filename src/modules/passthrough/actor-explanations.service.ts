import { Injectable } from '@nestjs/common';
import { GLOBAL_ACCOUNT, missingScopes } from '../bot-connections/index.js';
import { PlatformAdapters, PlatformFlags, ProviderApplications } from '../providers/index.js';
import { obstacleOf } from './actor.rules.js';
import { actorOf, ActorService, type ActorQuestion } from './actor.service.js';
import type { ActorExplanation } from './actor.types.js';

/** The dry run: who would act, and what stands in the way. */
@Injectable()
export class ActorExplanations {
  constructor(
    private readonly actors: ActorService,
    private readonly flags: PlatformFlags,
    private readonly applications: ProviderApplications,
    private readonly adapters: PlatformAdapters,
  ) {}

  /** @throws AppError bot_not_found */
  async explain(question: ActorQuestion): Promise<ActorExplanation> {
    const { platform, rule, skipped, connection, obstacle, standing } = await this.actors.lookUp(question);
    const base = { platform, rule, skipped };
    if (!connection) return { ...base, actor: null, because: obstacle ?? 'actor_not_connected', missingScopes: [] };
    const kind = rule === 'own_channel' ? 'channel' : 'bot';
    const flag = this.flags.verdictOf(standing, kind, connection.accountId !== GLOBAL_ACCOUNT);
    const because = obstacle ?? obstacleOf(connection.status, flag === 'stopped');
    const { application } = this.applications.read(platform, standing.stored);
    return {
      ...base,
      actor: actorOf(rule, connection),
      because: because ?? (application ? null : 'provider_not_configured'),
      missingScopes: missingScopes(this.adapters.adapterOf(platform).scopes[kind], connection.scopes),
    };
  }
}
