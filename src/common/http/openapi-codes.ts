import type { AccessPolicy } from '../access/access.decorator.js';
import type { ErrorCode } from '../errors/catalogue.js';
import { ERROR_CODES_EXTENSION } from './answers.decorator.js';
import { ACCESS_EXTENSION, RATE_LIMITED_EXTENSION } from './openapi-extensions.js';
import type { Route } from './openapi-types.js';

/** Fastify reads the body of these, also where a route wants none. */
const WITH_BODY = new Set(['post', 'put', 'patch', 'delete']);

/** Everything a route may refuse: what its author declared, and what follows from its nature. */
export function refusalsOf({ method, operation }: Route): ErrorCode[] {
  const policy = operation[ACCESS_EXTENSION] ?? { kind: 'public' };
  const readsBody = WITH_BODY.has(method);
  const parameters = operation.parameters.filter(({ name }) => name !== 'X-Account-Id' && name !== 'Idempotency-Key');
  return [
    'request_malformed',
    'header_repeated',
    'credentials_conflict',
    ...(readsBody ? (['request_too_large', 'media_type_unsupported'] as const) : []),
    ...(operation.parameters.some((parameter) => parameter.in === 'path') ? (['uri_too_long'] as const) : []),
    ...(readsBody || parameters.length > 0 ? (['request_invalid'] as const) : []),
    ...refusalsOfPolicy(policy),
    ...(operation[RATE_LIMITED_EXTENSION] ? (['rate_limited'] as const) : []),
    ...(operation[ERROR_CODES_EXTENSION] ?? []),
    'unexpected',
    'database_unavailable',
  ];
}

/** What may come of asking an outside issuer, or of a password that comes with the request (HTTP Basic). */
const IDENTITY_REFUSALS = ['account_is_bot', 'identity_provider_unavailable', 'rate_limited', 'busy'] as const;

/** A token is refused by what it may do, or because bots are switched off. */
const TOKEN_REFUSALS = ['token_not_allowed', 'scope_missing', 'bot_users_disabled'] as const;

function refusalsOfPolicy(policy: AccessPolicy): ErrorCode[] {
  const unknown: ErrorCode[] = ['credentials_missing', 'credentials_rejected'];
  switch (policy.kind) {
    case 'public':
      return [];
    case 'service':
      return [...unknown, 'scope_missing', 'platform_not_allowed', 'bot_api_key_not_configured'];
    case 'worker':
      return unknown;
    case 'human':
      return [...unknown, 'human_required', ...IDENTITY_REFUSALS, ...TOKEN_REFUSALS];
    case 'api_token':
      return [...unknown, 'bot_users_disabled', 'scope_missing'];
    case 'system_admin':
      return [...unknown, 'human_required', 'system_admin_required', ...IDENTITY_REFUSALS, ...TOKEN_REFUSALS];
    case 'account':
      return [
        ...unknown,
        'human_required',
        'account_not_found',
        // The header is checked like a parameter.
        ...(policy.from === 'header' ? (['request_invalid'] as const) : []),
        ...IDENTITY_REFUSALS,
        ...TOKEN_REFUSALS,
        ...(policy.permission ? (['permission_missing'] as const) : []),
      ];
  }
}
