import { Injectable, type OnModuleInit } from '@nestjs/common';
import { flowSecret, hashFlowSecret, isFlowSecret } from '../../../common/crypto/flow-secrets.js';
import { SealedBox } from '../../../common/crypto/sealed-box.js';
import type { SignInPlatform } from '../../../common/platforms.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import type { Tx } from '../../../database/transactions.js';
import { LinkSignInsRepository, type NewLinkSignIn, type PendingSignIn } from './link-sign-ins.repository.js';

export const LINK_SIGN_IN_SECONDS = 10 * 60;

const PURGE_EVERY_MS = 60_000;

export type SignInBeginning = Omit<NewLinkSignIn, 'stateHash' | 'browserHash' | 'verifier'> & {
  /** What the browser is recognised by. */
  readonly browser: string;
};

/** Sign-ins that are at the platform. In the database, so that any replica may end them. */
@Injectable()
export class LinkSignIns implements OnModuleInit {
  constructor(
    private readonly signIns: LinkSignInsRepository,
    private readonly box: SealedBox,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget sign-ins for links', PURGE_EVERY_MS, () => this.signIns.purge());
  }

  /** @returns the state */
  async keep({ browser, ...beginning }: SignInBeginning, verifier: string | null, tx: Tx): Promise<string> {
    const state = flowSecret();
    const stateHash = hashFlowSecret(state);
    const sealed = verifier === null ? null : this.box.seal(Buffer.from(verifier), placeOf(stateHash));
    const row = { ...beginning, stateHash, browserHash: hashFlowSecret(browser), verifier: sealed };
    await this.signIns.put(row, LINK_SIGN_IN_SECONDS, tx);
    return state;
  }

  /** Once, in time, for this platform, and in the browser that began; null otherwise, and then nothing is changed. */
  async take(state: string | null, browser: string | null, platform: SignInPlatform): Promise<PendingSignIn | null> {
    if (!isFlowSecret(state) || !isFlowSecret(browser)) return null;
    const stateHash = hashFlowSecret(state);
    const taken = await this.signIns.take(stateHash, hashFlowSecret(browser), platform);
    if (!taken?.verifier) return taken;
    return { ...taken, verifier: this.box.open(taken.verifier, placeOf(stateHash)).toString() };
  }
}

const placeOf = (stateHash: Buffer): string => `link_sign_ins/${stateHash.toString('hex')}`;
