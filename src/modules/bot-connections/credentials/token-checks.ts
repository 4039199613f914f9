import { Injectable } from '@nestjs/common';
import { PlatformRequests } from './platform-requests.js';
import type { CredentialRow } from './credentials.types.js';

/** Asks platforms whether they still know an access token. */
@Injectable()
export class TokenChecks {
  private readonly running = new Map<string, Promise<boolean>>();

  constructor(private readonly requests: PlatformRequests) {}

  /** false only when the platform says so; who asks about the same pair meanwhile shares the answer. */
  isKnown(row: CredentialRow, accessToken: string): Promise<boolean> {
    const key = `${row.table}/${row.id}/${row.generation}`;
    const running = this.running.get(key) ?? this.ask(row, accessToken).finally(() => this.running.delete(key));
    this.running.set(key, running);
    return running;
  }

  private async ask(row: CredentialRow, accessToken: string): Promise<boolean> {
    return (await this.requests.validate(row.platform, accessToken))?.kind !== 'dead';
  }
}
