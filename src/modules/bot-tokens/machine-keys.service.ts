import { Injectable } from '@nestjs/common';
import { LINK_PLATFORMS } from '../../common/platforms.js';
import { credentialsRejected, proofModeUnavailable } from '../../common/access/access.errors.js';
import type { HumanCaller } from '../../common/access/caller.js';
import { hashSecret, mintSecret, secretPrefix, type SecretKind } from '../../common/crypto/secrets.js';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import { AppConfig } from '../../config/app-config.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { UsersService } from '../users/index.js';
import { expiryPast, keyNotFound } from './machine-keys.errors.js';
import { MachineKeysRepository } from './machine-keys.repository.js';
import type { IssuedMachineKey, MachineKeyKind, MachineKeyView, NewMachineKey } from './machine-key.types.js';

const SECRET_KINDS: Record<MachineKeyKind, SecretKind> = { service: 'svc', system: 'sys' };

/** Keys of bot services and bot workers: issued, rotated and revoked by system admins. */
@Injectable()
export class MachineKeysService {
  constructor(
    private readonly keys: MachineKeysRepository,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
    private readonly users: UsersService,
    private readonly config: AppConfig,
  ) {}

  /** @throws AppError proof_mode_unavailable, request_invalid for an expiry in the past */
  issue(request: NewMachineKey, caller: HumanCaller, call: IdempotentCall | null): Promise<IssuedMachineKey> {
    return this.idempotency.run(
      call,
      async (tx) => {
        this.requireProvable(request);
        if (request.expiresAt !== null && request.expiresAt <= new Date()) throw expiryPast();
        if (!(await this.users.hold(caller.principal.userId, tx))) throw credentialsRejected();
        const id = await this.keys.add(request, caller.principal.userId, tx);
        const issued = await this.addSecret(request.kind, id, tx);
        await this.record('created', issued.key, caller, tx);
        return issued;
      },
      true,
    );
  }

  /**
   * A new secret under the same id; the old one works until the overlap ends.
   *
   * @throws AppError key_not_found
   */
  rotate(
    target: { kind: MachineKeyKind; id: string; overlapSeconds: number },
    caller: HumanCaller,
    call: IdempotentCall | null,
  ): Promise<IssuedMachineKey> {
    return this.idempotency.run(
      call,
      async (tx) => {
        if (!(await this.keys.lockLive(target.kind, target.id, tx))) throw keyNotFound();
        await this.keys.retireSecrets(target.id, target.overlapSeconds, tx);
        const issued = await this.addSecret(target.kind, target.id, tx);
        await this.record('rotated', issued.key, caller, tx, { overlap_seconds: target.overlapSeconds });
        return issued;
      },
      true,
    );
  }

  /**
   * Ends the key and all its secrets at once.
   *
   * @throws AppError key_not_found
   */
  async revoke(kind: MachineKeyKind, id: string, caller: HumanCaller): Promise<void> {
    await this.idempotency.run(null, async (tx) => {
      const key = await this.keys.lockLive(kind, id, tx);
      if (!key) throw keyNotFound();
      await this.keys.revoke(id, tx);
      await this.record('revoked', key, caller, tx);
    });
  }

  /** Live keys, newest first. */
  list(kind: MachineKeyKind, query: PageQuery): Promise<Page<MachineKeyView>> {
    return readPage(query, (before, limit) => this.keys.findPage(kind, before, limit));
  }

  /** Proof by sign-in is there on each of the key's platforms, or the key is not made. */
  private requireProvable({ proof, platforms }: NewMachineKey): void {
    if (proof !== 'platform') return;
    const asked = LINK_PLATFORMS.filter((platform) => platforms?.includes(platform));
    const without = asked.filter((platform) => this.config.signInAt(platform) === null);
    if (asked.length === 0 || without.length > 0) throw proofModeUnavailable(without);
  }

  private async addSecret(kind: MachineKeyKind, id: string, tx: Tx): Promise<IssuedMachineKey> {
    const secret = mintSecret(SECRET_KINDS[kind]);
    await this.keys.addSecret(id, hashSecret(secret), secretPrefix(secret), tx);
    return { key: await this.keys.require(id, tx), secret };
  }

  private record(
    what: 'created' | 'rotated' | 'revoked',
    key: { readonly id: string; readonly kind: MachineKeyKind; readonly name: string },
    caller: HumanCaller,
    tx: Tx,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    return this.audit.record(
      {
        actor: actorOf(caller),
        action: `${key.kind}_key.${what}`,
        target: { kind: `${key.kind}_key`, id: key.id },
        details: { name: key.name, ...details },
      },
      tx,
    );
  }
}
