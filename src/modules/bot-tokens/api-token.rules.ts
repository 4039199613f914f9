import { ADVERTISED, advertised, type TokenPermission } from '../../common/access/token-permissions.js';
import type { Permission, Role } from '../../common/access/permissions.js';
import { roleGrants } from '../../common/access/permissions.js';
import type { FieldProblem } from '../../common/errors/app-error.js';

export const MAX_LIVE_TOKENS = 20;
export const TITLE_MAX_LENGTH = 120;

/** `permissions` of a body: group → list of permissions. */
export type PermissionGroups = Readonly<Record<string, unknown>>;

export type ReadScopes =
  | { readonly scopes: readonly TokenPermission[]; readonly problems?: undefined }
  | { readonly problems: readonly FieldProblem[] };

/** Reads what a token is asked to carry: known groups and permissions, each once, at least one. */
export function readScopes(permissions: PermissionGroups): ReadScopes {
  const problems = Object.entries(permissions).flatMap(([group, list]) => problemsOf(group, list));
  if (Object.keys(permissions).length === 0) problems.push(problem('permissions', 'array_not_empty', 'is empty'));
  if (problems.length > 0) return { problems };
  const wanted = new Set(
    Object.entries(permissions).flatMap(([group, list]) => (list as string[]).map((one) => `${group}:${one}`)),
  );
  return { scopes: ADVERTISED.filter(({ scope }) => wanted.has(scope)).map(({ scope }) => scope) };
}

function problemsOf(group: string, list: unknown): FieldProblem[] {
  const path = `permissions.${group}`;
  if (!ADVERTISED.some((one) => one.group === group)) return [problem(path, 'unknown_group', 'is no known group')];
  if (!Array.isArray(list) || list.length === 0) {
    return [problem(path, 'array_not_empty', 'must be a list that is not empty')];
  }
  if (new Set(list).size < list.length) return [problem(path, 'array_unique', 'names something twice')];
  const unknown = list.filter((one) => typeof one !== 'string' || advertised(`${group}:${one}`) === null);
  return unknown.length > 0 ? [problem(path, 'unknown_permission', 'names a permission that does not exist')] : [];
}

const problem = (path: string, code: string, what: string): FieldProblem => ({
  path,
  code,
  message: `${path.slice(0, 100)} ${what}`,
});

/** The first permission that this role may not carry into its account; null when it may carry all. */
export function missingFor(role: Role, scopes: readonly TokenPermission[]): Permission | null {
  const needs = scopes.map((scope) => advertised(scope)?.needs ?? null);
  return needs.find((need): need is Permission => need !== null && !roleGrants(role, need)) ?? null;
}

/** Scopes as bodies say them: group → list. */
export function groupsOf(scopes: readonly TokenPermission[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const scope of scopes) {
    const colon = scope.indexOf(':');
    (groups[scope.slice(0, colon)] ??= []).push(scope.slice(colon + 1));
  }
  return groups;
}

export type ExpiryVerdict = { readonly expiresAt: Date | null } | { readonly refused: 'past' | 'too_late' };

/** @param maxDays longest life of a token; null = none. A token that asks for no end then gets the latest one. */
export function decideExpiry(asked: Date | null, maxDays: number | null, now: Date): ExpiryVerdict {
  const latest = maxDays === null ? null : new Date(now.getTime() + maxDays * 86_400_000);
  if (asked === null) return { expiresAt: latest };
  if (asked <= now) return { refused: 'past' };
  return latest !== null && asked > latest ? { refused: 'too_late' } : { expiresAt: asked };
}

export type RotationVerdict = 'accepted' | 'reuse';

/**
 * May this secret rotate its token? The current one may, and the one before it while its overlap lasts. One that is older, or past its
 * overlap, should be nowhere any more: whoever presents it may have stolen it.
 */
export function judgeRotation(presented: number, current: number, live: boolean): RotationVerdict {
  return live && presented >= current - 1 ? 'accepted' : 'reuse';
}
