import { Injectable } from '@nestjs/common';
import type { Actor, ActorRule } from '../../common/access/actor.js';
import type { UserPrincipal } from '../../common/access/principal.js';
import type { Seen } from '../../common/access/seen.js';
import { AppError } from '../../common/errors/app-error.js';
import type { BotPlatform } from '../../common/platforms.js';
import { whenKnown } from '../../common/when-known.js';
import { AppConfig } from '../../config/app-config.js';
import {
  BotResolution,
  ConnectionDirectory,
  type BotConnection,
  type CredentialState,
} from '../bot-connections/index.js';
import { PlatformStandings, type PlatformStanding } from '../providers/index.js';
import { chooseRule, obstacleOf, obstacleOfBotUser } from './actor.rules.js';
import type { ActorLookup, FoundActor } from './actor.types.js';
import { LookedUpActor } from './looked-up-actor.js';
import { actingAs } from './on-behalf-of.rules.js';
import { actorNotConnected, botNotFound } from './passthrough.errors.js';

export interface ActorQuestion {
  readonly principal: UserPrincipal;
  /** The account of the request, in which the caller may use actors. */
  readonly accountId: string;
  readonly platform: BotPlatform;
  /** The header's bot, folded, or null. */
  readonly named: string | null;
  readonly asBot: boolean;
  /** By the request that asks. */
  readonly seen: Seen | null;
}

/** Who acts on a platform. */
@Injectable()
export class ActorService {
  constructor(
    private readonly directory: ConnectionDirectory,
    private readonly resolution: BotResolution,
    private readonly standings: PlatformStandings,
    private readonly config: AppConfig,
  ) {}

  /**
   * Everything that says who acts, and whether, asked at once. A named bot that may not be used is not found.
   *
   * @returns at once what is known already
   * @throws AppError bot_not_found
   */
  lookUp(question: ActorQuestion): ActorLookup | Promise<ActorLookup> {
    const { principal, named, asBot, platform, accountId, seen } = question;
    const { rule, skipped } = chooseRule({ named, asBot, byBot: principal.kind === 'bot' });
    const finding = this.find(rule, question);
    const standings = this.standings.find(platform, accountId, seen);
    const lookup = (found: FoundActor, standing: PlatformStanding): ActorLookup => ({
      ...found,
      platform,
      rule,
      skipped,
      standing,
    });
    if (finding instanceof Promise || standings instanceof Promise)
      return Promise.all([finding, standings]).then(([found, standing]) => lookup(found, standing));
    return lookup(finding, standings);
  }

  /**
   * Whether its credential can be used is found out by using it; what is known to be over is refused here.
   *
   * @throws AppError actor_not_connected, bot_needs_reauth, bot_disabled, bot_users_disabled, platform_off
   */
  require({ platform, rule, connection, state, standing, obstacle }: ActorLookup): Actor {
    if (!connection) throw obstacle === null ? actorNotConnected(platform) : new AppError(obstacle);
    const known = obstacle ?? obstacleOf(connection.status, false);
    if (known !== null) throw new AppError(known);
    return new LookedUpActor(actorOf(rule, connection), state && { state, standing });
  }

  private find(rule: ActorRule, question: ActorQuestion): FoundActor | Promise<FoundActor> {
    const { principal, accountId, platform, named, seen } = question;
    switch (rule) {
      case 'named':
        return whenKnown(this.directory.findUsable({ accountId, platform, name: named ?? '' }, seen), (one) => {
          if (!one) throw botNotFound();
          const { BOT_USERS_ENABLED: enabled } = this.config.settings;
          return { ...found(one.state), obstacle: obstacleOfBotUser(one.botUser, enabled) };
        });
      case 'account_bot':
        return this.accountBot(accountId, platform);
      case 'attached_bot':
        // A connection of another account is nothing to this one.
        return whenKnown(this.directory.ofBotUser({ id: principal.userId, platform }, seen), (connection) =>
          found(connection?.accountId === accountId ? connection : null),
        );
      case 'own_channel':
        return whenKnown(this.directory.channelOf({ id: accountId, platform }, seen), found);
    }
  }

  private async accountBot(accountId: string, platform: BotPlatform): Promise<FoundActor> {
    const { reason, connection } = await this.resolution.resolve(accountId, platform);
    const resolved = { connection, state: null };
    if (connection) return { ...resolved, obstacle: null };
    if (reason === 'platform_off') return { ...resolved, obstacle: 'platform_off' };
    if (reason.endsWith('_disabled')) return { ...resolved, obstacle: 'bot_disabled' };
    return { ...resolved, obstacle: reason.endsWith('_needs_reauth') ? 'bot_needs_reauth' : null };
  }
}

const found = (state: CredentialState | null): FoundActor => ({ connection: state, state, obstacle: null });

export function actorOf(rule: ActorRule, connection: BotConnection | CredentialState): Actor {
  const { platform, id, subjectId, login, scopes } = connection;
  const table = rule === 'own_channel' ? 'channel_connections' : 'bot_connections';
  return { platform, rule, connection: { table, id }, subjectId, login, scopes, name: actingAs(platform, login) };
}
