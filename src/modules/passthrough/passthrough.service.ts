import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { FreshCredentials, type FreshCredential } from '../bot-connections/index.js';
import { ProviderApplications, type ProviderApplication } from '../providers/index.js';
import { CallRecord } from './call-record.js';
import { callNotAllowed, pathRefused } from './passthrough.errors.js';
import { LookedUpActor } from './looked-up-actor.js';
import type { RelayedCall } from './passthrough.types.js';
import { composeTarget, pathAsked, type Target } from './relay/compose-target.rules.js';
import { PlatformRelay, type ReadyCall } from './relay/platform-relay.js';
import { NO_BODY, takeBody } from './relay/relay-body.js';
import { isWithinReach } from './token-reach.rules.js';

/** Calls of a platform's API as somebody. */
@Injectable()
export class PassthroughService {
  constructor(
    private readonly applications: ProviderApplications,
    private readonly credentials: FreshCredentials,
    private readonly record: CallRecord,
    private readonly relay: PlatformRelay,
    private readonly config: AppConfig,
  ) {}

  /**
   * Resolves when the answer has gone back, or the caller has gone away. No database connection is held while the platform answers.
   *
   * @throws AppError before an answer began: passthrough_path_refused, passthrough_not_allowed, provider_not_configured, what a
   * credential may be refused with, platform_busy, platform_unreachable, platform_too_slow, platform_refused_credential
   */
  async pass(call: RelayedCall): Promise<void> {
    const { actor, caller, accountId, method } = call;
    const wish = { caller, accountId, platform: actor.platform, actor, method, path: pathAsked(call.rest) };
    const ready = await this.record.beforeSending(wish, () => this.ready(call));
    try {
      const { resource } = ready.target;
      const tell = await this.record.begin({ caller, accountId, actor, method, resource });
      await this.relay.run({ call, ready, tell });
    } finally {
      ready.leave();
    }
  }

  private async ready(call: RelayedCall): Promise<ReadyCall> {
    const seen = LookedUpActor.seenWith(call.actor);
    const [application, credential] = seen
      ? [
          this.applications.required(call.actor.platform, seen.standing),
          await this.credentials.from(seen.state, seen.standing),
        ]
      : await this.lookedUp(call);
    const target = this.target(call, application);
    const body = call.body
      ? await takeBody(call.body, call.bodyBytes, this.config.settings.PASSTHROUGH_MAX_BYTES)
      : NO_BODY;
    const leave = this.relay.enter(call.actor.connection.id, `${call.method} ${target.resource}`);
    return { application, credential, target, body, leave };
  }

  private lookedUp({ actor }: RelayedCall): Promise<[ProviderApplication, FreshCredential]> {
    return Promise.all([this.applications.require(actor.platform), this.credentials.of(actor.connection)]);
  }

  private target({ actor, caller, method, rest }: RelayedCall, application: ProviderApplication): Target {
    const { platform } = actor;
    const target = composeTarget(application.endpoints.apiUrl, rest);
    if (!target) throw pathRefused();
    const rules = caller.principal.token?.passthroughRules ?? null;
    if (!isWithinReach(rules, { platform, method, resource: target.resource })) throw callNotAllowed();
    return target;
  }
}
