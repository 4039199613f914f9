import type { Role } from '../../app/who';

const ROLES: readonly Role[] = ['owner', 'admin', 'moderator', 'viewer'];

export const ROLE_MEANING: Readonly<Record<Role, string>> = {
  owner: 'everything, also other owners and deleting the account',
  admin: 'members, connections, channels and audit; not owners',
  moderator: 'sees connections and acts as the account’s bots',
  viewer: 'sees channels and members',
};

/** What somebody with this role may make of a member. */
export const grantable = (by: Role, isBot: boolean): readonly Role[] =>
  ROLES.filter((role) => role !== 'owner' || (by === 'owner' && !isBot));
