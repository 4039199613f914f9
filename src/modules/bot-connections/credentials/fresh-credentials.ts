import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { UnsealError } from '../../../common/crypto/sealed-box.js';
import {
  PlatformFlags,
  platformOff,
  type ConnectionKind,
  type FlagVerdict,
  type PlatformStanding,
} from '../../providers/index.js';
import { GLOBAL_ACCOUNT, type ConnectionRef, type FreshCredential } from '../connection.types.js';
import { CredentialSeal } from '../credential-seal.js';
import { CredentialExchange } from './credential-exchange.js';
import { CredentialStates } from './credential-states.js';
import { botDisabled, botNeedsReauth, botNotConnected, credentialUnavailable } from './credentials.errors.js';
import { judgeUse, judgeWait } from './credentials.rules.js';
import type { CredentialRow, CredentialState } from './credentials.types.js';
import { TokenChecks } from './token-checks.js';

/** Longest that a caller waits for a newer pair. */
const WAIT_MS = 5_000;
const POLL_MS = 30;

/** Seconds. What a caller is told to wait when nobody knows better. */
const COME_BACK_SECONDS = 1;

/** The only way to a credential that may be used now. */
@Injectable()
export class FreshCredentials {
  /** One per connection and generation: however many callers wait here, one asks the database and the platform for all of them. */
  private readonly flights = new Map<string, Promise<void>>();

  /** What was unsealed of states that are remembered (see ConnectionDirectory); gone with them. */
  private readonly unsealed = new WeakMap<CredentialState, FreshCredential>();

  constructor(
    private readonly states: CredentialStates,
    private readonly exchange: CredentialExchange,
    private readonly checks: TokenChecks,
    private readonly flags: PlatformFlags,
    private readonly seal: CredentialSeal,
  ) {}

  /**
   * The credential of a connection, refreshed when it is about to expire. When that fails, the old one as long as it is valid.
   *
   * @throws AppError bot_not_connected, bot_disabled, bot_needs_reauth, platform_off, credential_unavailable (with Retry-After)
   */
  async of(ref: ConnectionRef): Promise<FreshCredential> {
    return this.taken(await this.admitted(ref));
  }

  /**
   * As `of`, when the state of the connection and its platform were looked up in this very moment.
   *
   * @returns at once what needs no refresh
   * @throws AppError bot_disabled, bot_needs_reauth, platform_off, credential_unavailable (with Retry-After)
   */
  from(state: CredentialState, standing: PlatformStanding): FreshCredential | Promise<FreshCredential> {
    const ofAccount = state.accountId !== GLOBAL_ACCOUNT;
    return this.taken(admit(state, this.flags.verdictOf(standing, kindOf(state), ofAccount)));
  }

  private taken(state: CredentialState): FreshCredential | Promise<FreshCredential> {
    return judgeUse(state) === 'take' ? this.opened(state) : this.renewed(state);
  }

  private async renewed(state: CredentialState): Promise<FreshCredential> {
    if (!state.refreshable) return this.over(state, 'expired');
    // One whose key is missing must not be exchanged: nobody could read what is in the row.
    this.opened(state);
    await this.newerThan(state);
    const after = await this.admitted(state);
    if (!after.usable) throw credentialUnavailable(after.retryIn || COME_BACK_SECONDS);
    return this.opened(after);
  }

  /**
   * The platform answered 401 to this very generation: the newer pair, by one exchange that everybody shares. A pair of the same generation
   * means that the platform still knows the token, so that its answer was about something else (a scope, a path): hand it on.
   *
   * @throws AppError like `of`
   */
  async afterRefusal(ref: ConnectionRef, generation: number): Promise<FreshCredential> {
    const state = await this.admitted(ref);
    if (state.generation !== generation) return this.of(ref);
    const credential = this.opened(state);
    // A caller who provokes refusals must not wear out a platform's limit of refreshes, nor end a bot.
    const doubted = state.young || !state.refreshable;
    if (doubted && (await this.checks.isKnown(state, credential.accessToken))) return credential;
    if (!state.refreshable) return this.over(state, 'token_refused');
    await this.newerThan(state);
    const after = await this.admitted(ref);
    if (after.generation === generation) throw credentialUnavailable(after.retryIn || COME_BACK_SECONDS);
    return this.opened(after);
  }

  /** The state of a connection that may be used at all. */
  private async admitted(ref: ConnectionRef): Promise<CredentialState> {
    const state = await this.states.find(ref);
    if (!state) throw botNotConnected();
    const accountId = state.accountId === GLOBAL_ACCOUNT ? null : state.accountId;
    return admit(state, await this.flags.judge(state.platform, kindOf(state), accountId));
  }

  private async over(state: CredentialState, reason: string): Promise<never> {
    await this.exchange.end(state, reason);
    throw botNeedsReauth(reason);
  }

  private opened(state: CredentialState): FreshCredential {
    const known = this.unsealed.get(state);
    if (known) return known;
    const { table, id, platform, subjectId, login, scopes, generation, expiresAt } = state;
    const accessToken = this.unseal(state);
    const opened = { ref: { table, id }, platform, subjectId, login, accessToken, scopes, generation, expiresAt };
    this.unsealed.set(state, opened);
    return opened;
  }

  /** A missing key may come back, so the row stays as it is. */
  private unseal(state: CredentialState): string {
    try {
      return this.seal.open(state.accessToken, state, 'access_token');
    } catch (error) {
      if (!(error instanceof UnsealError)) throw error;
      if (error.reason === 'altered') this.exchange.alarm(state);
      throw botNeedsReauth(error.reason === 'altered' ? 'credential_altered' : 'key_missing');
    }
  }

  /** Resolves when there is a newer pair, when there will be none for now, or when waiting any longer makes no sense. */
  private async newerThan(row: CredentialRow): Promise<void> {
    const key = `${row.table}/${row.id}/${row.generation}`;
    const flight = this.flights.get(key) ?? this.fly(row).finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    const timer = new AbortController();
    const patience = delay(WAIT_MS, undefined, { signal: timer.signal }).catch(() => undefined);
    try {
      await Promise.race([flight, patience]);
    } finally {
      timer.abort();
    }
  }

  /** Exchanges, or watches somebody else do it. Between two looks no database connection is held. */
  private async fly(row: CredentialRow): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    while (performance.now() < deadline) {
      const wait = judgeWait(await this.states.find(row), row.generation);
      if (wait === 'over') return;
      if (wait === 'claim' && (this.exchange.gateOf(row.platform).isClosed || (await this.exchange.attempt(row))))
        return;
      await delay(POLL_MS);
    }
  }
}

const kindOf = ({ table }: CredentialState): ConnectionKind => (table === 'bot_connections' ? 'bot' : 'channel');

/** @throws AppError platform_off, bot_disabled, bot_needs_reauth */
function admit(state: CredentialState, verdict: FlagVerdict): CredentialState {
  if (verdict === 'stopped') throw platformOff(state.platform);
  if (state.status === 'disabled') throw botDisabled();
  if (state.status === 'needs_reauth') throw botNeedsReauth(state.statusReason ?? 'grant_refused');
  return state;
}
