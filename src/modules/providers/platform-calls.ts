import { Injectable } from '@nestjs/common';
import { OutboundClient, type OutboundCall } from './outbound-client.js';
import { PlatformFailure, type CalledPlatform, type Grant } from './platform-adapter.js';
import { judgeOutcome, type CallKind } from './platform-failures.rules.js';
import { readGrant, readJson } from './platform-json.rules.js';

/** A code may be exchanged while a person waits; a refresh runs under a lease that must outlive it. */
export const DEADLINE_MS = { exchange: 10_000, refresh: 3_000, api: 10_000 } as const;

export type PlatformRequest = Omit<OutboundCall, 'deadlineMs'>;

/** Calls to platforms whose answers are JSON, and whose failures are one of six kinds. */
@Injectable()
export class PlatformCalls {
  constructor(private readonly outbound: OutboundClient) {}

  /**
   * Spends a code or a refresh token.
   *
   * @throws PlatformFailure
   */
  async grant(platform: CalledPlatform, call: OutboundCall): Promise<Grant> {
    const grant = readGrant(await this.json(platform, 'grant', call));
    // A 200 that holds no token: whatever answered, it was not the token endpoint.
    if (grant === null) throw new PlatformFailure(platform, 'transient', 200);
    return grant;
  }

  /** @throws PlatformFailure */
  api(platform: CalledPlatform, call: PlatformRequest): Promise<unknown> {
    return this.json(platform, 'api', { ...call, deadlineMs: DEADLINE_MS.api });
  }

  /** @throws PlatformFailure */
  async revoke(platform: CalledPlatform, call: PlatformRequest): Promise<void> {
    await this.json(platform, 'revoke', { ...call, deadlineMs: DEADLINE_MS.api });
  }

  private async json(platform: CalledPlatform, kind: CallKind, call: OutboundCall): Promise<unknown> {
    const outcome = await this.outbound.send(call);
    const failure = judgeOutcome(platform, kind, outcome);
    if (failure) throw new PlatformFailure(platform, failure.kind, failure.status, failure.retryAfter);
    return outcome.kind === 'answered' ? readJson(outcome.text) : undefined;
  }
}
