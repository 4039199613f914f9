import type { FastifyRequest } from 'fastify';
import { principalKey } from '../../common/access/principal.js';
import type { RouteLimit } from '../rate-limits/index.js';

/** A chat identity cannot be flooded with links. */
export const LINK_TOKENS_PER_IDENTITY: RouteLimit = {
  name: 'link-tokens-per-identity',
  points: (settings) => settings.LINK_TOKENS_PER_MINUTE_PER_IDENTITY,
  seconds: 60,
  by: identityOf,
};

export const LINK_TOKENS_PER_KEY: RouteLimit = {
  name: 'link-tokens-per-key',
  points: (settings) => settings.LINK_TOKENS_PER_MINUTE_PER_KEY,
  seconds: 60,
  by: (request) => principalKey(request.principal),
};

/** Read before validation, so anything may be in the body; what names no identity is refused later anyway. */
function identityOf({ body }: FastifyRequest): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const { platform, platform_user_id: id } = body as Record<string, unknown>;
  return typeof platform === 'string' && typeof id === 'string' ? `${platform}:${id}` : null;
}
