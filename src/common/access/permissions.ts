export const ROLES = ['owner', 'admin', 'moderator', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What each role may do in its account (the contract's table). Finer rules ("not owners") live with the action. */
const GRANTS = {
  'bot-connections:read': ['owner', 'admin', 'moderator'],
  'bot-connections:create': ['owner', 'admin'],
  'bot-connections:delete': ['owner', 'admin'],
  'channels:read': ['owner', 'admin', 'moderator', 'viewer'],
  'channels:manage': ['owner', 'admin'],
  'actor:use': ['owner', 'admin', 'moderator'],
  'members:read': ['owner', 'admin', 'moderator', 'viewer'],
  'members:manage': ['owner', 'admin'],
  'account:manage': ['owner', 'admin'],
  'audit:read': ['owner', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof GRANTS;

export const PERMISSIONS = Object.keys(GRANTS) as readonly Permission[];

export function roleGrants(role: Role, permission: Permission): boolean {
  return (GRANTS[permission] as readonly Role[]).includes(role);
}

/** The one of two roles that may do less: each role may do everything that the ones after it may (a test says so). */
export function lowerRole(one: Role, other: Role): Role {
  return ROLES.indexOf(one) > ROLES.indexOf(other) ? one : other;
}
