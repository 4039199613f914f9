/** Pages of the console that a sign-in may lead back to. */
export const RETURN_PAGES = [
  '/',
  '/links',
  '/settings/bots',
  '/settings/tokens',
  '/connections',
  '/account',
  '/accounts',
  '/admin/providers',
  '/admin/global-bots',
  '/admin/keys',
  '/admin/users',
  '/audit',
  '/status',
] as const;

const START = RETURN_PAGES[0];

/** Somebody who was sent by a bot and had to sign in first. */
const LINK_PAGE = /^\/link\/[A-Za-z0-9_-]{20,64}$/;

/** Where a sign-in leads back to: a page from the list, else the start. What was asked for is compared, never composed with. */
export function returnTarget(asked: string | undefined): string {
  if (asked === undefined) return START;
  if (LINK_PAGE.test(asked)) return asked;
  return RETURN_PAGES.find((page) => page === asked) ?? START;
}
