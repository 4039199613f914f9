import { CONSOLE_PAGES } from '../../../common/console-pages.js';

const START = CONSOLE_PAGES[0];

/** Somebody who was sent by a bot and had to sign in first. */
const LINK_PAGE = /^\/link\/[A-Za-z0-9_-]{20,64}$/;

/** Where a sign-in leads back to: a page from the list, else the start. What was asked for is compared, never composed with. */
export function returnTarget(asked: string | undefined): string {
  if (asked === undefined) return START;
  if (LINK_PAGE.test(asked)) return asked;
  return CONSOLE_PAGES.find((page) => page === asked) ?? START;
}
