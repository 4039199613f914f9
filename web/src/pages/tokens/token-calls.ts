import type { QueryKey } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api/client';

export type ApiToken = Schemas['ApiTokenDto'];
export type NewToken = Schemas['CreateApiTokenDto'];
type Issued = Schemas['IssuedApiTokenDto'];
type Once = Readonly<Record<'Idempotency-Key', string>>;

/** The tokens of one user, whoever that is. */
export interface TokenCalls {
  readonly queryKey: QueryKey;
  readonly list: () => Promise<readonly ApiToken[]>;
  readonly create: (body: NewToken, once: Once) => Promise<Issued>;
  readonly rotate: (id: string, overlapSeconds: number, once: Once) => Promise<Issued>;
  readonly revoke: (id: string) => Promise<unknown>;
}

export const myTokens: TokenCalls = {
  queryKey: ['tokens', 'me'],
  list: async () => (await ask(api.GET('/v1/user/tokens'))).items,
  create: (body, headers) => ask(api.PUT('/v1/user/tokens', { body, headers })),
  rotate: (id, seconds, headers) =>
    ask(
      api.POST('/v1/user/tokens/{id}/rotate', {
        params: { path: { id } },
        body: { overlap_seconds: seconds },
        headers,
      }),
    ),
  revoke: (id) => api.DELETE('/v1/user/tokens/{id}', { params: { path: { id } } }),
};

export const tokensOfBot = (bot: string): TokenCalls => ({
  queryKey: ['tokens', bot],
  list: async () => (await ask(api.GET('/v1/user/bots/{bot}/tokens', { params: { path: { bot } } }))).items,
  create: (body, headers) => ask(api.PUT('/v1/user/bots/{bot}/tokens', { params: { path: { bot } }, body, headers })),
  rotate: (id, seconds, headers) =>
    ask(
      api.POST('/v1/user/bots/{bot}/tokens/{id}/rotate', {
        params: { path: { bot, id } },
        body: { overlap_seconds: seconds },
        headers,
      }),
    ),
  revoke: (id) => api.DELETE('/v1/user/bots/{bot}/tokens/{id}', { params: { path: { bot, id } } }),
});

/** As the API groups them, as one word each. */
export const scopesOf = ({ permissions }: ApiToken): string[] =>
  Object.entries(permissions).flatMap(([group, names]) => names.map((name) => `${group}:${name}`));

/** @param scopes `group:permission` each */
export function permissionsOf(scopes: readonly string[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const scope of scopes) {
    const [group = '', permission = ''] = scope.split(':');
    (groups[group] ??= []).push(permission);
  }
  return groups;
}
