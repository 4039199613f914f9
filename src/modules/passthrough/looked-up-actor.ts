import type { Actor } from '../../common/access/actor.js';
import type { CredentialState } from '../bot-connections/index.js';
import type { PlatformStanding } from '../providers/index.js';

/** What the look-up for an actor told beside who it is. */
export interface SeenWithActor {
  readonly state: CredentialState;
  readonly standing: PlatformStanding;
}

/** An actor as it was found in this very request. What was seen with it never shows in logs or answers. */
export class LookedUpActor implements Actor {
  readonly platform;
  readonly rule;
  readonly connection;
  readonly subjectId;
  readonly login;
  readonly scopes;
  readonly name;
  readonly #seen: SeenWithActor | null;

  constructor(actor: Actor, seen: SeenWithActor | null) {
    this.platform = actor.platform;
    this.rule = actor.rule;
    this.connection = actor.connection;
    this.subjectId = actor.subjectId;
    this.login = actor.login;
    this.scopes = actor.scopes;
    this.name = actor.name;
    this.#seen = seen;
  }

  /** null: whoever needs the credential looks for it. */
  static seenWith(actor: Actor): SeenWithActor | null {
    return actor instanceof LookedUpActor ? actor.#seen : null;
  }
}
