import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServicePrincipal } from '../../../common/access/principal.js';
import { beginEvents } from '../../../common/http/sse-writer.js';
import { permissionOf } from '../chat-people.service.js';
import type { TurnView } from '../turns/turn.types.js';
import { TurnStreams } from './turn-streams.js';

/** Where a request becomes a stream. */
@Injectable()
export class StreamHead {
  constructor(private readonly streams: TurnStreams) {}

  /**
   * Takes the answer out of Fastify's hands, sends its head and follows the turn.
   *
   * @param after where the reader stands, unless `Last-Event-ID` says so
   */
  async follow(request: FastifyRequest, reply: FastifyReply, turn: TurnView, after: string | null): Promise<void> {
    const { credential, headers, method } = request;
    const response = beginEvents(reply, headersOf(turn));
    // A HEAD request asks for no more.
    if (method === 'HEAD') return void response.end();
    const cursor = headers['last-event-id'];
    await this.streams.follow(response, {
      turnId: turn.id,
      cursor: typeof cursor === 'string' ? cursor : after,
      permission: permissionOf(turn, request.principal as ServicePrincipal),
      secret: credential?.kind === 'service-key' ? credential.secret : null,
    });
  }
}

function headersOf({ id, sessionId, answerId }: TurnView): Record<string, string> {
  return {
    'x-vercel-ai-ui-message-stream': 'v1',
    'x-session-id': sessionId,
    'x-turn-id': id,
    'x-message-id': answerId,
    'content-location': `/v1/platform-linking/chat/turns/${id}/stream`,
  };
}
