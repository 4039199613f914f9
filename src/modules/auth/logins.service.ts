import { createHash, randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { credentialsRejected } from '../../common/access/access.errors.js';
import type { HumanCaller } from '../../common/access/caller.js';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService, type AuditActor } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import type { User } from '../users/index.js';
import { accountIsBot } from './auth.errors.js';
import type { IssuedTokens, LoginEnd } from './auth.types.js';
import { ACCESS_TOKEN_SECONDS, AccessTokens, type SignAccessToken } from './keys/access-tokens.service.js';
import { LoginsRepository } from './logins.repository.js';

const REFRESH_TOKEN_BYTES = 32;
const PURGE_EVERY_MS = 3_600_000;

/** Logins: started by a sign-in, kept alive by refreshing, ended by the person, by reuse of a spent token or by time. */
@Injectable()
export class LoginsService implements OnModuleInit {
  constructor(
    private readonly idempotency: IdempotencyService,
    private readonly logins: LoginsRepository,
    private readonly accessTokens: AccessTokens,
    private readonly audit: AuditService,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget logins', PURGE_EVERY_MS, () => this.logins.purge());
  }

  /**
   * The only place where a login comes into being, so that no way to sign in can forget that bots have none.
   *
   * @param admit says in the transaction who signs in, or throws
   */
  async start(admit: (tx: Tx) => Promise<User>, requestId: string, call: IdempotentCall | null): Promise<IssuedTokens> {
    const sign = await this.accessTokens.signer();
    return this.idempotency.run(
      call,
      async (tx) => {
        const user = await admit(tx);
        if (user.kind === 'bot') throw accountIsBot();
        const loginId = await this.logins.add(user.id, tx);
        const tokens = await this.issue({ userId: user.id, loginId }, sign, tx);
        const actor: AuditActor = { kind: 'human', id: user.id, name: user.username, tokenId: loginId, requestId };
        await this.record('login.started', loginId, actor, {}, tx);
        return tokens;
      },
      true,
    );
  }

  /**
   * Exchanges a refresh token for the next one. Presenting one that was exchanged already ends its login: either that caller or the
   * one before is not the person.
   *
   * @throws AppError credentials_rejected
   */
  async refresh(token: string, requestId: string, call: IdempotentCall | null): Promise<IssuedTokens> {
    const hash = hashOf(token);
    const sign = await this.accessTokens.signer();
    // The refusal is thrown after the transaction, so that the end of a reused login stays.
    const tokens = await this.idempotency.run(call, (tx) => this.exchange(hash, sign, requestId, tx), true);
    if (!tokens) throw credentialsRejected();
    return tokens;
  }

  /** Ends the login of the caller. */
  end(caller: HumanCaller, reason: LoginEnd): Promise<void> {
    const { loginId } = caller.principal;
    // Somebody else's token, or a password that came with the request: there is no login of ours to end.
    if (loginId === null) return Promise.resolve();
    return this.idempotency.run(null, async (tx) => {
      if (!(await this.logins.end(loginId, reason, tx))) return;
      await this.record('login.ended', loginId, actorOf(caller), { reason }, tx);
    });
  }

  /** Ends every login of the caller but the one that asks. */
  async endOthers(caller: HumanCaller, reason: LoginEnd, tx: Tx): Promise<void> {
    const { userId, loginId } = caller.principal;
    for (const ended of await this.logins.endOthers(userId, loginId, reason, tx)) {
      await this.record('login.ended', ended, actorOf(caller), { reason }, tx);
    }
  }

  private async exchange(hash: Buffer, sign: SignAccessToken, requestId: string, tx: Tx): Promise<IssuedTokens | null> {
    const login = await this.logins.supersede(hash, tx);
    if (!login) {
      await this.endReused(hash, requestId, tx);
      return null;
    }
    if (!(await this.logins.extend(login.loginId, tx))) throw credentialsRejected();
    return this.issue(login, sign, tx);
  }

  private async endReused(hash: Buffer, requestId: string, tx: Tx): Promise<void> {
    const ended = await this.logins.endByReuse(hash, tx);
    if (!ended) return;
    const { loginId, userId, username } = ended;
    const target = { kind: 'login', id: loginId };
    const subject = { id: userId, name: username };
    const actor: AuditActor = { kind: 'anonymous', id: null, name: null, requestId };
    await this.audit.record({ actor, action: 'login.reuse_detected', subject, target, outcome: 'refused' }, tx);
  }

  private async issue(
    { userId, loginId }: { readonly userId: string; readonly loginId: string },
    sign: SignAccessToken,
    tx: Tx,
  ): Promise<IssuedTokens> {
    const refreshToken = randomBytes(REFRESH_TOKEN_BYTES).toString('base64url');
    await this.logins.addToken(loginId, hashOf(refreshToken), tx);
    return { accessToken: await sign({ userId, loginId }), refreshToken, expiresIn: ACCESS_TOKEN_SECONDS };
  }

  private record(
    action: string,
    loginId: string,
    actor: AuditActor,
    details: Record<string, unknown>,
    tx: Tx,
  ): Promise<void> {
    return this.audit.record({ actor, action, target: { kind: 'login', id: loginId }, details }, tx);
  }
}

/** 256 random bits need no salt and no slow hash. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
