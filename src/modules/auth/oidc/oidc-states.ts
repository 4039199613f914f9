import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hashFlowSecret, isFlowSecret } from '../../../common/crypto/flow-secrets.js';
import { SealedBox } from '../../../common/crypto/sealed-box.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { OidcStatesRepository } from './oidc-states.repository.js';

export const OIDC_STATE_SECONDS = 10 * 60;

const PURGE_EVERY_MS = 60_000;

/** What a sign-in needs to know again when the browser comes back. */
export interface PendingSignIn {
  readonly nonce: string;
  /** Of PKCE. */
  readonly verifier: string;
  readonly returnTo: string;
}

/** Sign-ins that are at the provider: kept in the database instead of an HTTP session, so that any replica may end them. */
@Injectable()
export class OidcStates implements OnModuleInit {
  constructor(
    private readonly states: OidcStatesRepository,
    private readonly box: SealedBox,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget sign-ins at the provider', PURGE_EVERY_MS, () => this.states.purge());
  }

  async keep(state: string, browser: string, pending: PendingSignIn): Promise<void> {
    const stateHash = hashFlowSecret(state);
    const sealed = this.box.seal(Buffer.from(JSON.stringify(pending)), placeOf(stateHash));
    await this.states.add({ stateHash, browserHash: hashFlowSecret(browser), sealed }, OIDC_STATE_SECONDS);
  }

  /** Once, in time, and for the browser that began; null otherwise. */
  async take(state: string | null, browser: string | null): Promise<PendingSignIn | null> {
    if (!isFlowSecret(state) || !isFlowSecret(browser)) return null;
    const stateHash = hashFlowSecret(state);
    const sealed = await this.states.take(stateHash, hashFlowSecret(browser));
    if (sealed === null) return null;
    return JSON.parse(this.box.open(sealed, placeOf(stateHash)).toString('utf8')) as PendingSignIn;
  }
}

const placeOf = (stateHash: Buffer): string => `oidc_states/${stateHash.toString('hex')}`;
