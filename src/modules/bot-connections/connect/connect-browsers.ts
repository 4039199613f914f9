import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { UserCaller } from '../../../common/access/caller.js';
import { ConnectCookie } from './connect-cookie.js';

/**
 * Who signed in has a browser, which is given a cookie: only there may the callback end what was begun. A program (with an API token) has
 * none; it ends its flows by `exchange`, with its credential.
 */
@Injectable()
export class ConnectBrowsers {
  constructor(private readonly cookie: ConnectCookie) {}

  /** @returns what the browser is recognised by, null for a program */
  recognise({ principal }: UserCaller, request: FastifyRequest, reply: FastifyReply): string | null {
    if (principal.token) return null;
    const browser = this.cookie.recognise(request);
    this.cookie.set(reply, browser);
    return browser;
  }
}
