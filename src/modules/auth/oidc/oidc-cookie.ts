import { Injectable } from '@nestjs/common';
import { parse, serialize } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../../config/app-config.js';
import { OIDC_STATE_SECONDS } from './oidc-states.js';

/**
 * What a browser that is at the provider is recognised by when it comes back: a code that somebody else was given does not sign it
 * in. Lax, as it comes back from another site; over https under a name that no neighbouring host can set (`__Host-`).
 */
@Injectable()
export class OidcCookie {
  constructor(private readonly config: AppConfig) {}

  read(request: FastifyRequest): string | null {
    return parse(request.headers.cookie ?? '')[this.name] ?? null;
  }

  set(reply: FastifyReply, value: string): void {
    this.write(reply, value, OIDC_STATE_SECONDS);
  }

  clear(reply: FastifyReply): void {
    this.write(reply, '', 0);
  }

  private get secure(): boolean {
    return this.config.publicUrl.startsWith('https:');
  }

  private get name(): string {
    return this.secure ? '__Host-us_oidc' : 'us_oidc';
  }

  private write(reply: FastifyReply, value: string, maxAge: number): void {
    const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure, maxAge } as const;
    void reply.header('set-cookie', serialize(this.name, value, attributes));
  }
}
