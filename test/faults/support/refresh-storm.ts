import type { Pool } from 'pg';
import type { KeyRing } from '../../../src/common/crypto/key-ring.js';
import { eventually } from '../../support/eventually.js';
import {
  givenConnection,
  storedCredential,
  type GivenConnection,
  type Stored,
} from '../../support/given-connections.js';
import { mostAtOnce, type Call } from '../../support/platforms/call.js';
import type { Platform } from '../../support/platforms/platform.js';
import type { Rotation } from '../../support/platforms/rotation.js';
import type { Dice } from './dice.js';

/** Access tokens live so short that each is exchanged every few seconds. */
const LIFE_SECONDS = 4;
const QUIET_WITHIN_MS = 60_000;

export interface StormFigures {
  readonly refreshes: number;
  readonly replies_lost: number;
  readonly connections: number;
  readonly lost: number;
  /** Lost although the platform would still have taken the stored token. */
  readonly lost_in_vain: number;
  /** In use with a token that is not the platform's current one. */
  readonly stale: number;
  /** Redemptions of one token at the same moment, at most. */
  readonly at_once: number;
}

/** Connections whose tokens are exchanged all the time, by whoever works on the database. */
export class RefreshStorm {
  private given: GivenConnection[] = [];
  private before = 0;

  constructor(
    readonly db: Pool,
    readonly keys: KeyRing,
    private readonly kick: Platform,
  ) {}

  async begin(connections: number, rotation: Rotation): Promise<void> {
    await this.db.query('DELETE FROM bot_connections');
    await this.db.query('DELETE FROM platform_revocations');
    this.kick.knobs.rotate(rotation);
    this.kick.knobs.lifetimes({ access: LIFE_SECONDS });
    this.given = [];
    this.before = this.kick.calls.length;
    while (this.given.length < connections) {
      this.given.push(await givenConnection(this, this.kick, { expiresIn: LIFE_SECONDS }));
    }
  }

  /** One reply in a hundred is late, one in a hundred an error, and one in two hundred never arrives although the token was spent. */
  spoil(dice: Dice): void {
    const { knobs } = this.kick;
    const times = Number.MAX_SAFE_INTEGER;
    knobs.fail({ on: 'refresh', afterEffect: true, times, when: () => dice.chance(0.005) });
    knobs.fail({ on: 'refresh', how: 'late', delayMs: 1_500, times, when: () => dice.chance(0.01) });
    knobs.fail({ on: 'refresh', status: 500, times, when: () => dice.chance(0.01) });
  }

  /** Lets everything come to rest, then compares what is stored with what the platform knows. */
  async end(): Promise<StormFigures> {
    this.kick.knobs.heal();
    this.kick.knobs.lifetimes({ access: 7_200 });
    const stored = await eventually(() => this.atRest(), { timeoutMs: QUIET_WITHIN_MS, everyMs: 300 });
    const current = (one: Stored): boolean => this.kick.tokens.isCurrent(one.refresh_token ?? '');
    const calls = this.kick.calls.slice(this.before).filter(({ kind }) => kind === 'refresh');
    const lost = stored.filter(({ status }) => status === 'needs_reauth');
    return {
      refreshes: calls.filter(({ status }) => status === 200).length,
      replies_lost: calls.filter(({ outcome }) => outcome === 'lost' || outcome === 'client_gone').length,
      connections: stored.length,
      lost: lost.length,
      lost_in_vain: lost.filter((one) => current(one) || one.status_reason !== 'reply_lost').length,
      stale: stored.filter((one) => one.status === 'active' && !current(one)).length,
      at_once: Math.max(0, ...byToken(calls).map(mostAtOnce)),
    };
  }

  /** What failed is not waited for: its next try comes at once. */
  private async atRest(): Promise<Stored[] | null> {
    await this.db.query(
      `UPDATE bot_connections SET next_try_at = now()
       WHERE status IN ('unknown', 'refresh_failing') AND lease_owner IS NULL AND next_try_at > now()`,
    );
    const stored = await Promise.all(this.given.map((one) => storedCredential(this, one)));
    const resting = stored.every(
      ({ status, lease_owner, expires_in }) =>
        lease_owner === null && (status === 'needs_reauth' || (status === 'active' && (expires_in ?? 0) > 600)),
    );
    return resting ? stored : null;
  }
}

function byToken(calls: readonly Call[]): Call[][] {
  return [...Map.groupBy(calls, ({ token }) => token).values()];
}
