import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { parse, serialize } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { credentialsMissing } from '../../common/access/access.errors.js';
import { AppConfig } from '../../config/app-config.js';
import type { IdempotentCall } from '../idempotency/index.js';
import { csrfRefused, refreshTokenTwice } from './auth.errors.js';
import { LOGIN_IDLE_SECONDS } from './logins.rules.js';
import { isFromOurPages, REFRESH_COOKIE, refreshCookieAttributes } from './refresh-cookie.rules.js';

export interface PresentedRefreshToken {
  readonly token: string;
  readonly fromCookie: boolean;
}

/** The console's way to hold a refresh token: where no script can read it. */
@Injectable()
export class RefreshCookie {
  constructor(private readonly config: AppConfig) {}

  /** @throws AppError credentials_missing, credentials_conflict, csrf_refused */
  presented(request: FastifyRequest, inBody: string | undefined): PresentedRefreshToken {
    const inCookie = parse(request.headers.cookie ?? '')[REFRESH_COOKIE];
    if (inCookie === undefined || inCookie === '') {
      if (inBody === undefined) throw credentialsMissing();
      return { token: inBody, fromCookie: false };
    }
    if (inBody !== undefined) throw refreshTokenTwice();
    if (!isFromOurPages(request.headers, this.config.publicUrl)) throw csrfRefused();
    return { token: inCookie, fromCookie: true };
  }

  set(reply: FastifyReply, token: string): void {
    this.write(reply, token, LOGIN_IDLE_SECONDS);
  }

  clear(reply: FastifyReply): void {
    this.write(reply, '', 0);
  }

  private write(reply: FastifyReply, value: string, maxAge: number): void {
    const attributes = { ...refreshCookieAttributes(this.config.publicUrl), maxAge };
    void reply.header('set-cookie', serialize(REFRESH_COOKIE, value, attributes));
  }
}

/**
 * The call, bound to the token: a body says nothing of a cookie, so that without this whoever knows an Idempotency-Key could have
 * somebody else's answer.
 */
export function boundTo(token: string, call: IdempotentCall | null): IdempotentCall | null {
  if (!call) return null;
  return { ...call, fingerprint: createHash('sha256').update(`${call.fingerprint}.${token}`).digest('base64url') };
}
