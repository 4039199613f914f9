import { createParamDecorator, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { replyOf, requestOf } from '../../../common/http/request-of.js';
import { ConnectCookie } from './connect-cookie.js';

interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Who signed in has a browser, which is given a cookie: only there may the callback end what was begun. A program (with an API token) has
 * none; it ends its flows by `exchange`, with its credential.
 */
@Injectable()
export class ConnectBrowsers implements PipeTransform<Visit, string | null> {
  constructor(private readonly cookie: ConnectCookie) {}

  transform({ request, reply }: Visit): string | null {
    const { principal } = request;
    if ((principal?.kind === 'human' || principal?.kind === 'bot') && principal.token) return null;
    const browser = this.cookie.recognise(request);
    this.cookie.set(reply, browser);
    return browser;
  }
}

const VisitOf = createParamDecorator((_data: unknown, context: ExecutionContext): Visit => ({
  request: requestOf(context),
  reply: replyOf(context),
}));

/** What the browser is recognised by that begins to connect, null for a program. */
export const ConnectingBrowser = (): ParameterDecorator => VisitOf(ConnectBrowsers);
