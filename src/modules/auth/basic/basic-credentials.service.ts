import { Injectable } from '@nestjs/common';
import { credentialsRejected } from '../../../common/access/access.errors.js';
import type { HumanPrincipal } from '../../../common/access/principal.js';
import { TokenPasswords } from '../../../common/access/token-passwords.js';
import { looksLikeSecret } from '../../../common/crypto/secrets.js';
import { AppConfig } from '../../../config/app-config.js';
import { folded, hasBotPrefix, looksLikeEmail, UsersService } from '../../users/index.js';
import { accountIsBot } from '../auth.errors.js';
import { maskedLogin } from '../logins.rules.js';
import type { RequestOrigin } from '../outside/outside.types.js';
import { Passwords } from '../passwords/passwords.service.js';
import { SignInRefusals } from '../sign-in-refusals.js';

export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/**
 * HTTP Basic (RFC 7617), for clients that know nothing else: a username with its password here, or with an API token of that person in
 * its place. People of a directory use a token. As slow to guess at as a sign-in.
 */
@Injectable()
export class BasicCredentials {
  constructor(
    private readonly config: AppConfig,
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly tokens: TokenPasswords,
    private readonly refusals: SignInRefusals,
  ) {}

  /** @throws AppError account_is_bot, credentials_rejected, rate_limited, busy */
  async principalOf(credential: BasicCredential, origin: RequestOrigin): Promise<HumanPrincipal> {
    if (!this.config.settings.BASIC_AUTH_ENABLED) throw credentialsRejected();
    const { username, password } = credential;
    if (!looksLikeEmail(username) && hasBotPrefix(username)) throw accountIsBot();
    if (looksLikeSecret(password, 'bot')) throw accountIsBot();
    if (looksLikeSecret(password, 'pat')) return this.ofToken(credential, origin);
    return this.ofPassword(credential, origin);
  }

  private async ofPassword({ username, password }: BasicCredential, origin: RequestOrigin): Promise<HumanPrincipal> {
    const known = await this.users.findCredentials(username);
    if (known?.user.kind === 'bot') throw accountIsBot();
    const hash = known?.user.status === 'active' ? known.passwordHash : null;
    const right = await this.passwords.isRight(password, hash, { name: username, address: origin.address });
    if (known && right) {
      const { id: userId, username: name, isSystemAdmin } = known.user;
      return { kind: 'human', userId, username: name, isSystemAdmin, loginId: null };
    }
    await this.refusals.record(
      { login: maskedLogin(username), method: 'basic' },
      known?.user ?? null,
      origin.requestId,
    );
    throw credentialsRejected();
  }

  private async ofToken({ username, password }: BasicCredential, origin: RequestOrigin): Promise<HumanPrincipal> {
    const principal = await this.tokens.find(password, origin.address);
    if (principal?.username === folded(username)) return principal;
    // Nobody has this password; it is counted like one.
    await this.passwords.isRight(password, null, { name: username, address: origin.address });
    throw credentialsRejected();
  }
}
