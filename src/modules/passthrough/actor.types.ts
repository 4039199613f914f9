import type { Actor, ActorRule } from '../../common/access/actor.js';
import type { BotPlatform } from '../../common/platforms.js';
import type { BotConnection, CredentialState } from '../bot-connections/index.js';
import type { PlatformStanding } from '../providers/index.js';
import type { ActorObstacle, Skipped } from './actor.rules.js';

export interface FoundActor {
  readonly connection: CredentialState | BotConnection | null;
  /** How its credential stands, where the same look-up told. */
  readonly state: CredentialState | null;
  /** Why it cannot act, as far as looking for it told. */
  readonly obstacle: ActorObstacle | null;
}

/** What the database says about who acts, all asked at once. */
export interface ActorLookup extends FoundActor {
  readonly platform: BotPlatform;
  readonly rule: ActorRule;
  readonly skipped: readonly Skipped[];
  readonly standing: PlatformStanding;
}

/** Who would act, by which rule, and what stands in the way. */
export interface ActorExplanation {
  readonly platform: BotPlatform;
  readonly rule: ActorRule;
  readonly actor: Actor | null;
  /** The code a call would be refused with; null = it could act now. */
  readonly because: ActorObstacle | 'actor_not_connected' | 'provider_not_configured' | null;
  /** Asked for when it was connected and not granted. */
  readonly missingScopes: readonly string[];
  readonly skipped: readonly Skipped[];
}
