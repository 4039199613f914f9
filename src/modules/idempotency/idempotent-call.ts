import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { principalKey } from '../../common/access/principal.js';
import { AppError } from '../../common/errors/app-error.js';
import { canonicalJson } from './canonical-json.rules.js';

/** A request that carries an `Idempotency-Key`. */
export interface IdempotentCall {
  /** SHA-256 of caller, method, path and key. */
  readonly id: Buffer;
  /** SHA-256 of the body; kept only inside the sealed answer, as bodies hold passwords. */
  readonly fingerprint: string;
  /** Marks the answer as a repeated one. */
  readonly markReplayed: () => void;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` of this request, or null when it has none. */
export const Once = createParamDecorator((_data: unknown, context: ExecutionContext): IdempotentCall | null =>
  idempotentCallOf(
    context.switchToHttp().getRequest<FastifyRequest>(),
    context.switchToHttp().getResponse<FastifyReply>(),
  ),
);

function idempotentCallOf(request: FastifyRequest, reply: FastifyReply): IdempotentCall | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !KEY.test(key)) throw new AppError('idempotency_key_invalid');
  const scope = [principalKey(request.principal), request.method, request.url, key];
  return {
    id: createHash('sha256').update(JSON.stringify(scope)).digest(),
    fingerprint: createHash('sha256').update(canonicalJson(request.body)).digest('base64url'),
    markReplayed: () => void reply.header('idempotency-replayed', 'true'),
  };
}
