import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The request a guard judges. `switchToHttp()` makes three functions each time, and every request passes every guard. */
export function requestOf(context: ExecutionContext): FastifyRequest {
  const [request] = context.getArgs<[FastifyRequest]>();
  return request;
}
