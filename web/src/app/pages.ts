import type { ComponentType } from 'react';
import { AccountPage } from '../pages/account';
import { GlobalBotsPage } from '../pages/admin-global-bots';
import { KeysPage } from '../pages/admin-keys';
import { ProvidersPage } from '../pages/admin-providers';
import { UsersPage } from '../pages/admin-users';
import { AuditPage } from '../pages/audit';
import { BotPage, BotsPage } from '../pages/bots';
import { ConnectionsPage } from '../pages/connections';
import { LinksPage } from '../pages/links';
import { ProfilePage } from '../pages/profile';
import { StatusPage } from '../pages/status';
import { TokensPage } from '../pages/tokens';
import { mayManage, mayReadBots, type Who } from './who';

export interface PageEntry {
  readonly path: string;
  readonly component: ComponentType;
  /** Its name in the menu, and the group it stands in; absent = reached from another page. */
  readonly menu?: { readonly label: string; readonly group: MenuGroup };
  /** Who sees it. The server refuses everybody else anyway. */
  readonly shown?: (who: Who) => boolean;
}

export const MENU_GROUPS = ['You', 'Account', 'Administration'] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

const isAdmin = ({ me }: Who): boolean => me.is_system_admin;

/** Every page of people who are signed in: one folder each, and one line here. */
export const PAGES: readonly PageEntry[] = [
  { path: '/links', component: LinksPage, menu: { label: 'Linked identities', group: 'You' } },
  {
    path: '/settings/bots',
    component: BotsPage,
    menu: { label: 'Bots', group: 'You' },
    shown: ({ info }) => info.bot_users_enabled,
  },
  { path: '/settings/bots/:bot', component: BotPage, shown: ({ info }) => info.bot_users_enabled },
  { path: '/settings/tokens', component: TokensPage, menu: { label: 'API tokens', group: 'You' } },
  { path: '/settings/profile', component: ProfilePage, menu: { label: 'Profile', group: 'You' } },
  { path: '/connections', component: ConnectionsPage, menu: { label: 'Connections', group: 'Account' } },
  {
    path: '/status',
    component: StatusPage,
    menu: { label: 'Status', group: 'Account' },
    shown: ({ account }) => mayReadBots(account),
  },
  { path: '/account', component: AccountPage, menu: { label: 'Members', group: 'Account' } },
  {
    path: '/audit',
    component: AuditPage,
    menu: { label: 'Audit', group: 'Account' },
    shown: (who) => mayManage(who.account) || isAdmin(who),
  },
  {
    path: '/admin/providers',
    component: ProvidersPage,
    menu: { label: 'Platforms', group: 'Administration' },
    shown: isAdmin,
  },
  {
    path: '/admin/global-bots',
    component: GlobalBotsPage,
    menu: { label: 'Global bots', group: 'Administration' },
    shown: isAdmin,
  },
  {
    path: '/admin/keys',
    component: KeysPage,
    menu: { label: 'Keys', group: 'Administration' },
    shown: isAdmin,
  },
  {
    path: '/admin/users',
    component: UsersPage,
    menu: { label: 'Users', group: 'Administration' },
    shown: isAdmin,
  },
];
