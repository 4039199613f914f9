import { randomUUID } from 'node:crypto';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { UnsealError } from '../../../common/crypto/sealed-box.js';
import type { BotPlatform } from '../../../common/platforms.js';
import type { Tx } from '../../../database/transactions.js';
import { PlatformFailure, type Grant } from '../../providers/index.js';
import { CredentialSeal } from '../credential-seal.js';
import { CredentialChanges } from './credential-changes.js';
import { sealedPair } from './credentials.js';
import { CredentialsRepository } from './credentials.repository.js';
import { judgeFailure, type Verdict } from './credentials.rules.js';
import type { Claim, CredentialRow } from './credentials.types.js';
import { PersistentWrites } from './persistent-writes.js';
import { PlatformGate } from './platform-gate.js';
import { PlatformRequests } from './platform-requests.js';

/**
 * Exchanges a refresh token for a new pair. At most one at a time per connection, however many replicas: a claim in the database gives the
 * right for four seconds. What comes back is stored as the successor of the generation it began with, or not at all: whoever comes too late
 * overwrites nothing. No database connection is held while the platform answers, and no caller's going away ends an exchange.
 */
@Injectable()
export class CredentialExchange implements BeforeApplicationShutdown {
  private readonly gates = new Map<BotPlatform, PlatformGate>();
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly requests: PlatformRequests,
    private readonly seal: CredentialSeal,
    private readonly changes: CredentialChanges,
    private readonly writes: PersistentWrites,
  ) {}

  gateOf(platform: BotPlatform): PlatformGate {
    const gate = this.gates.get(platform) ?? new PlatformGate();
    this.gates.set(platform, gate);
    return gate;
  }

  /** @returns whether it was ours to do, and was done, well or not */
  async attempt(row: CredentialRow): Promise<boolean> {
    const work = this.inTurn(row);
    this.running.add(work);
    try {
      return await work;
    } finally {
      this.running.delete(work);
    }
  }

  /** Ends a grant without an exchange: there is nothing to exchange, or the platform knows its only token no more. */
  async end(row: CredentialRow, reason: string): Promise<void> {
    await this.note(row, null, { status: 'needs_reauth', reason, retryIn: null });
  }

  /** A sealed value that does not open at its place is somebody's doing. */
  alarm({ platform, id }: CredentialRow): void {
    this.changes.alarm(platform, id);
  }

  /** What runs is finished: an answer that nobody stores is a connection lost. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private async inTurn(row: CredentialRow): Promise<boolean> {
    const gate = this.gateOf(row.platform);
    if (!(await gate.enter())) return false;
    try {
      if (this.writes.stopping) return false;
      const claim = await this.credentials.claim(row, row.generation, randomUUID());
      if (claim) await this.exchange(claim, gate);
      return claim !== null;
    } finally {
      gate.leave();
    }
  }

  private async exchange(claim: Claim, gate: PlatformGate): Promise<void> {
    const refreshToken = await this.opened(claim);
    if (refreshToken === null) return;
    const began = performance.now();
    const answer = await this.requests.refresh(claim.platform, refreshToken);
    if (!(answer instanceof PlatformFailure)) {
      gate.answered();
      await this.keep(claim, answer, (performance.now() - began) / 1000);
      return;
    }
    if (answer.kind === 'lost' || answer.kind === 'transient') gate.failed();
    else gate.answered();
    await this.failed(claim, answer);
  }

  /** Without its key the row is left as it is: the key may come back. */
  private async opened(claim: Claim): Promise<string | null> {
    try {
      return this.seal.open(claim.refreshToken, claim, 'refresh_token');
    } catch (error) {
      if (!(error instanceof UnsealError)) throw error;
      if (error.reason === 'altered') {
        this.alarm(claim);
        await this.end(claim, 'credential_altered');
      }
      return null;
    }
  }

  private async keep(claim: Claim, grant: Grant, secondsAgo: number): Promise<void> {
    const pair = sealedPair(this.seal, claim, grant, secondsAgo);
    const stored = await this.writes.run(
      async (tx) => {
        const change = await this.credentials.keep(claim, pair, tx);
        if (change) await this.changes.record(claim, change, null, tx);
        else await this.credentials.abandon(claim, pair, tx);
        return change !== null;
      },
      (error) => this.changes.failed(claim.platform, error, 'a new pair waits for the database'),
    );
    this.changes.exchanged(claim.platform, stored ? 'stored' : 'superseded');
  }

  private async failed(claim: Claim, { kind, retryAfter }: PlatformFailure): Promise<void> {
    const grace = this.requests.graceOf(claim.platform);
    const verdict = judgeFailure({ ...claim, kind, retryAfter, grace }, Math.random());
    if (kind === 'config') this.changes.applicationRefused(claim.platform);
    await this.note(claim, claim.leaseOwner, verdict);
    this.changes.exchanged(claim.platform, kind);
  }

  private async note(row: CredentialRow, leaseOwner: string | null, verdict: Verdict): Promise<void> {
    await this.writes.run(
      async (tx: Tx) => {
        const change = await this.credentials.settle(row, row.generation, leaseOwner, verdict, tx);
        if (change) await this.changes.record(row, change, verdict.reason, tx);
      },
      (error) => this.changes.failed(row.platform, error, 'a failed exchange waits for the database'),
    );
  }
}
