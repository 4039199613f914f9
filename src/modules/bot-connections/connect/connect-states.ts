import { Injectable, type OnModuleInit } from '@nestjs/common';
import { flowSecret, hashFlowSecret, isFlowSecret } from '../../../common/crypto/flow-secrets.js';
import { SealedBox } from '../../../common/crypto/sealed-box.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import type { BotPlatform } from '../../../common/platforms.js';
import type { ConnectPurpose } from '../../providers/index.js';
import { ConnectStatesRepository, type NewConnectState } from './connect-states.repository.js';
import type { PendingConnect } from './connect.types.js';

export const CONNECT_STATE_SECONDS = 10 * 60;

const PURGE_EVERY_MS = 60_000;

export type ConnectBeginning = Omit<NewConnectState, 'stateHash' | 'browserHash' | 'verifier'> & {
  /** What the browser is recognised by; null = begun by a program. */
  readonly browser: string | null;
};

/** Whoever comes with a state: the caller who began it, or the browser in which it was begun. */
export type StateBearer =
  | { readonly userId: string; readonly purpose: ConnectPurpose; readonly accountId: string | null }
  | { readonly browser: string | null; readonly purposes: readonly ConnectPurpose[] };

/** Connections that are at the platform. In the database, so that any replica may end them, and each of a person's beside the others. */
@Injectable()
export class ConnectStates implements OnModuleInit {
  constructor(
    private readonly states: ConnectStatesRepository,
    private readonly box: SealedBox,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget connections at the platform', PURGE_EVERY_MS, () => this.states.purge());
  }

  /** @returns the state, and when it expires */
  async keep(
    { browser, ...beginning }: ConnectBeginning,
    verifier: string | null,
  ): Promise<{ state: string; expiresAt: Date }> {
    const state = flowSecret();
    const stateHash = hashFlowSecret(state);
    const sealed = verifier === null ? null : this.box.seal(Buffer.from(verifier), placeOf(stateHash));
    const browserHash = browser === null ? null : hashFlowSecret(browser);
    const row = { ...beginning, stateHash, browserHash, verifier: sealed };
    return { state, expiresAt: await this.states.add(row, CONNECT_STATE_SECONDS) };
  }

  /** Once, in time, for this platform, and for who began; null otherwise, and then nothing is changed. */
  async take(state: string, platform: BotPlatform, bearer: StateBearer): Promise<PendingConnect | null> {
    if (!isFlowSecret(state)) return null;
    const stateHash = hashFlowSecret(state);
    const taken = await this.takeBy(stateHash, platform, bearer);
    if (!taken?.verifier) return taken;
    return { ...taken, verifier: this.box.open(taken.verifier, placeOf(stateHash)).toString() };
  }

  private async takeBy(stateHash: Buffer, platform: BotPlatform, bearer: StateBearer): Promise<PendingConnect | null> {
    if ('userId' in bearer) return this.states.take(stateHash, platform, bearer);
    const { browser, purposes } = bearer;
    if (!isFlowSecret(browser)) return null;
    return this.states.take(stateHash, platform, { browserHash: hashFlowSecret(browser), purposes });
  }
}

const placeOf = (stateHash: Buffer): string => `connect_states/${stateHash.toString('hex')}`;
