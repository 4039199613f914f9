import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT, type JWTHeaderParameters } from 'jose';
import { newId } from '../../../common/new-id.js';
import { isId } from '../../../common/ids.rules.js';
import { AppConfig } from '../../../config/app-config.js';
import { SigningKeys } from './signing-keys.service.js';

/** Seconds. Short, as it limits how long outside verifiers believe in a login that has ended. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = 'EdDSA';
const TYPE = 'at+jwt';
const AUDIENCE = 'understudy';
const SKEW_SECONDS = 60;

/** A thumbprint; anything else is not worth a look into the key map. */
const KEY_ID = /^[A-Za-z0-9_-]{43}$/;

/** Whose token it is, and of which login. */
export interface AccessClaims {
  readonly userId: string;
  readonly loginId: string;
}

/** Signs access tokens without asking anybody, so that it may be used inside a transaction. */
export type SignAccessToken = (claims: AccessClaims) => Promise<string>;

/** Access tokens: JWTs of RFC 9068, signed with Ed25519. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly keys: SigningKeys,
    private readonly config: AppConfig,
  ) {}

  /** Call it before the transaction; what it returns may be called inside. */
  async signer(): Promise<SignAccessToken> {
    const { id, privateKey } = await this.keys.current();
    return ({ userId, loginId }) => {
      const issuedAt = Math.floor(this.keys.now().getTime() / 1000);
      return new SignJWT({ sid: loginId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: id })
        .setIssuer(this.config.publicUrl)
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
        .setJti(newId())
        .sign(privateKey);
    };
  }

  /** What a token says, or null when it is not one of ours or is over. */
  async verify(token: string): Promise<AccessClaims | null> {
    try {
      const { payload } = await jwtVerify(token, (header) => this.keyOf(header), {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: this.config.publicUrl,
        audience: AUDIENCE,
        clockTolerance: SKEW_SECONDS,
        currentDate: this.keys.now(),
        requiredClaims: ['sub', 'sid', 'iat', 'exp', 'jti'],
      });
      const { sub, sid } = payload;
      return isUuid(sub) && isUuid(sid) ? { userId: sub, loginId: sid } : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  /** Only from our own map: keys and addresses that the token itself brings (jwk, jku, x5u) are never looked at. */
  private async keyOf({ kid }: JWTHeaderParameters) {
    const key = typeof kid === 'string' && KEY_ID.test(kid) ? await this.keys.find(kid) : null;
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  }
}

const isUuid = (value: unknown): value is string => typeof value === 'string' && isId(value);
