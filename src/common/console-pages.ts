/**
 * Pages of the console, which are served by path and which a sign-in may lead back to. The page behind a link is not among them: its
 * path holds a token.
 */
export const CONSOLE_PAGES = [
  '/',
  '/links',
  '/settings/bots',
  '/settings/tokens',
  '/settings/profile',
  '/connections',
  '/account',
  '/admin/providers',
  '/admin/global-bots',
  '/admin/keys',
  '/admin/users',
  '/audit',
  '/status',
] as const;
