import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { signIn, type Place } from '../../support/given.js';

/** Somebody at a browser of their own. */
export interface Visitor {
  readonly page: Page;
  /** What the browser complained about so far: refused by the policy of the page, or broken in a script. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** Longest for anything to appear; a busy machine is slow. */
const WAIT_MS = 10_000;

export async function openBrowser(browser: Browser, at: Place, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: at.url, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(WAIT_MS);
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (/Content.Security.Policy|Permissions policy|Mixed Content/i.test(message.text()))
      complaints.push(message.text());
  });
  return { page: await context.newPage(), complaints, close: () => context.close() };
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Signed in as after the sign-in page, without its minute: the refresh token lies in the cookie. */
export async function openSignedIn(
  browser: Browser,
  at: Place,
  { username, password }: Credentials,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const { refreshToken } = await signIn(at, username, password);
  const visitor = await openBrowser(browser, at, options);
  const { hostname } = new URL(options.baseURL ?? at.url);
  await visitor.page.context().addCookies([
    {
      name: 'us_refresh',
      value: refreshToken,
      domain: hostname,
      path: '/v1/auth',
      httpOnly: true,
      sameSite: 'Strict',
    },
  ]);
  return visitor;
}

/** Everything a script of the page could read: what is stored, and what is in the page. */
export const readable = (page: Page): Promise<string> =>
  page.evaluate(
    `JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.documentElement.outerHTML,
      [...document.querySelectorAll('input')].map((input) => input.value), history.state])`,
  );
