import { Injectable } from '@nestjs/common';
import { errors, jwtVerify } from 'jose';
import { credentialsRejected } from '../../../common/access/access.errors.js';
import type { HumanPrincipal } from '../../../common/access/principal.js';
import { AppError } from '../../../common/errors/app-error.js';
import { AppConfig } from '../../../config/app-config.js';
import { personOfClaims } from '../outside/outside-person.rules.js';
import { KnownPeople } from '../outside/known-people.js';
import { OutsidePeople } from '../outside/outside-people.service.js';
import type { OutsidePerson } from '../outside/outside.types.js';
import { ForeignKeys } from './foreign-keys.js';
import { ALGORITHMS, claimedIssuer, isTypeOfAccessToken } from './foreign-token.rules.js';

const SKEW_SECONDS = 60;

/** Access tokens of another system's issuer, taken wherever our own are. */
@Injectable()
export class ForeignTokens {
  constructor(
    private readonly config: AppConfig,
    private readonly keys: ForeignKeys,
    private readonly known: KnownPeople,
    private readonly people: OutsidePeople,
  ) {}

  /** Does the token claim to be of the outside issuer? */
  claims(token: string): boolean {
    const { AUTH_JWT_ISSUER } = this.config.settings;
    return AUTH_JWT_ISSUER !== null && claimedIssuer(token) === AUTH_JWT_ISSUER;
  }

  /**
   * Whose token it is: by issuer and subject, whatever else it says. Their user is looked up on every request.
   *
   * @throws AppError credentials_rejected, account_is_bot, identity_provider_unavailable
   */
  async principalOf(token: string, requestId: string): Promise<HumanPrincipal> {
    const person = await this.verify(token);
    if (!person) throw credentialsRejected();
    this.people.requireHuman(person);
    const known = (await this.known.find(person)) ?? (await this.firstSight(person, requestId));
    if (!known?.active) throw credentialsRejected();
    const { userId, username, isSystemAdmin } = known;
    return { kind: 'human', userId, username, isSystemAdmin, loginId: null };
  }

  private async firstSight(person: OutsidePerson, requestId: string) {
    try {
      await this.people.userOf(person, requestId);
    } catch (error) {
      // Whoever may not become a user is nobody we know.
      if (error instanceof AppError && error.code === 'registration_disabled') throw credentialsRejected();
      throw error;
    }
    return this.known.find(person);
  }

  private async verify(token: string): Promise<OutsidePerson | null> {
    const { AUTH_JWT_ISSUER: issuer, AUTH_JWT_AUDIENCE: audience } = this.config.settings;
    if (issuer === null || audience === null) return null;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.keys.find, {
        algorithms: [...ALGORITHMS],
        issuer,
        audience,
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      return isTypeOfAccessToken(protectedHeader.typ) ? personOfClaims(issuer, payload) : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}
