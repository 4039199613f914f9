import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { HumanPrincipal } from '../../common/access/principal.js';
import { TokenPasswords } from '../../common/access/token-passwords.js';
import { isWithin } from '../../common/http/networks.js';
import { maskedAddress } from '../../common/http/observe-requests.js';
import { ApiTokenCheck } from './api-token-check.js';

/** Answers for API tokens of people that come as the password of HTTP Basic. What a token opens is judged where it is sent. */
@Injectable()
export class TokenAsPassword implements OnModuleInit {
  constructor(
    private readonly check: ApiTokenCheck,
    private readonly passwords: TokenPasswords,
  ) {}

  onModuleInit(): void {
    this.passwords.answeredBy((secret, address) => this.principalOf(secret, address));
  }

  private async principalOf(secret: string, address: string): Promise<HumanPrincipal | null> {
    const token = (await this.check.identify(secret))?.token;
    if (!token?.secretLive || token.user.kind === 'bot') return null;
    if (token.allowedCidrs !== null && !isWithin(address, token.allowedCidrs)) return null;
    this.check.noteUse(token.grant.tokenId, maskedAddress(address));
    const { id: userId, username } = token.user;
    return { kind: 'human', userId, username, isSystemAdmin: false, loginId: null, token: token.grant };
  }
}
