import type { Permission } from './permissions.js';

interface Described {
  readonly description: string;
  /** What the role in the account must grant beside it; null where the route has no account. */
  readonly needs: Permission | null;
}

/**
 * Everything an API token can be given: group, permission, meaning. Which routes each one opens is declared on the routes
 * (`token` of their access policy); a test says that each opens one.
 */
export const TOKEN_PERMISSIONS = {
  me: { read: { description: 'See the user the token is for, and its accounts', needs: null } },
  users: { read: { description: 'Find users by the beginning of their username', needs: null } },
  links: {
    read: { description: 'List linked chat identities (people only)', needs: null },
    manage: { description: 'Remove linked chat identities (people only)', needs: null },
  },
  accounts: {
    read: { description: 'See accounts', needs: null },
    manage: { description: 'Change accounts', needs: 'account:manage' },
    delete: { description: 'Delete accounts (owners only)', needs: 'account:manage' },
  },
  members: {
    read: { description: 'List the members of an account', needs: 'members:read' },
    manage: { description: 'Add, change and remove members', needs: 'members:manage' },
  },
  audit: { read: { description: 'Read the audit of an account', needs: 'audit:read' } },
  'bot-connections': {
    read: { description: 'See bot connections', needs: 'bot-connections:read' },
    create: { description: 'Connect bots', needs: 'bot-connections:create' },
    delete: { description: 'Disconnect bots', needs: 'bot-connections:delete' },
  },
  channels: {
    read: { description: 'See channel connections', needs: 'channels:read' },
    manage: { description: 'Connect and switch channels', needs: 'channels:manage' },
  },
  passthrough: { use: { description: "Call platforms as the account's bots and channels", needs: 'actor:use' } },
  tokens: { 'rotate-self': { description: 'Let the token give itself a new secret', needs: null } },
} as const satisfies Record<string, Record<string, Described>>;

type Catalogue = typeof TOKEN_PERMISSIONS;
export type TokenGroup = keyof Catalogue;

/** `group:permission`, as routes declare it and tokens store it. */
export type TokenPermission = { [G in TokenGroup]: `${G}:${keyof Catalogue[G] & string}` }[TokenGroup];

export interface AdvertisedPermission extends Described {
  readonly scope: TokenPermission;
  readonly group: string;
  readonly permission: string;
}

/** The catalogue as a list, in its order. */
export const ADVERTISED: readonly AdvertisedPermission[] = Object.entries(TOKEN_PERMISSIONS).flatMap(
  ([group, permissions]) =>
    Object.entries<Described>(permissions).map(([permission, described]) => ({
      ...described,
      group,
      permission,
      scope: `${group}:${permission}` as TokenPermission,
    })),
);

const BY_SCOPE: ReadonlyMap<string, AdvertisedPermission> = new Map(ADVERTISED.map((one) => [one.scope, one]));

export const advertised = (scope: string): AdvertisedPermission | null => BY_SCOPE.get(scope) ?? null;
