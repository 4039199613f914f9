import { createHash, randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SealedBox } from '../../../common/crypto/sealed-box.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { OidcStatesRepository } from './oidc-states.repository.js';

export const OIDC_STATE_SECONDS = 10 * 60;

const SECRET_BYTES = 32;
const SECRET = /^[A-Za-z0-9_-]{43}$/;
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

  /** 256 random bits: a state, a nonce, a PKCE verifier, or what a browser is recognised by. */
  secret(): string {
    return randomBytes(SECRET_BYTES).toString('base64url');
  }

  async keep(state: string, browser: string, pending: PendingSignIn): Promise<void> {
    const stateHash = hashOf(state);
    const sealed = this.box.seal(Buffer.from(JSON.stringify(pending)), placeOf(stateHash));
    await this.states.add({ stateHash, browserHash: hashOf(browser), sealed }, OIDC_STATE_SECONDS);
  }

  /** Once, in time, and for the browser that began; null otherwise. */
  async take(state: string | null, browser: string | null): Promise<PendingSignIn | null> {
    if (state === null || browser === null || !SECRET.test(state) || !SECRET.test(browser)) return null;
    const stateHash = hashOf(state);
    const sealed = await this.states.take(stateHash, hashOf(browser));
    if (sealed === null) return null;
    return JSON.parse(this.box.open(sealed, placeOf(stateHash)).toString('utf8')) as PendingSignIn;
  }
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const placeOf = (stateHash: Buffer): string => `oidc_states/${stateHash.toString('hex')}`;
