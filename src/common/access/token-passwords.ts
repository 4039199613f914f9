import { Injectable } from '@nestjs/common';
import type { HumanPrincipal } from './principal.js';

/**
 * Whose API token this is, with what the token may do; null when it is no live token of a person.
 *
 * @param address where it came from, for tokens that may be used from some addresses only
 */
export type TokenCheck = (secret: string, address: string) => Promise<HumanPrincipal | null>;

/**
 * Where HTTP Basic asks about API tokens that came in place of a password. The module that owns tokens announces itself at start, as
 * sign-in may not know it.
 */
@Injectable()
export class TokenPasswords {
  private check: TokenCheck | null = null;

  answeredBy(check: TokenCheck): void {
    this.check = check;
  }

  async find(secret: string, address: string): Promise<HumanPrincipal | null> {
    return this.check === null ? null : this.check(secret, address);
  }
}
