import type { Browser } from 'playwright-core';
import { Client } from '../../support/client.js';
import { givenHuman, unique } from '../../support/given.js';
import type { World } from '../../support/world.js';
import type { Stage } from '../support/stage.js';
import { openBrowser, openSignedIn, readable } from '../support/visitor.js';

const REFRESH = '**/v1/auth/refresh';

export const signingIn = (stage: () => Stage) => (): void => {
  let world: World;
  let browser: Browser;
  beforeAll(() => {
    ({ world, browser } = stage());
  });

  it('registers, signs in at once, stays signed in after a reload, and signs out', async () => {
    const { page, close } = await openBrowser(browser, world);
    const username = unique('newcomer');
    await page.goto('/login');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByLabel('E-mail').fill(`${username}@example.org`);
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password').fill('seven blue teapots sing');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Linked identities' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Linked identities' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await close();
  });

  it('says what is wrong with a field, and which request it was', async () => {
    const { page, close } = await openBrowser(browser, world);
    await page.goto('/register');
    await page.getByLabel('E-mail').fill('ada@example.org');
    await page.getByLabel('Username').fill('bot-ada');
    await page.getByLabel('Password').fill('seven blue teapots sing');
    await page.getByRole('button', { name: 'Create account' }).click();
    const alert = page.getByRole('alert');
    expect(await alert.textContent()).toMatch(/begin with bot- are for bots.*Request \S{8,}/);
    await close();
  });

  it.each([
    ['ada-who-is-not-here', 'The name or the password is not right'],
    ['bot-helper', 'Bots cannot sign in'],
  ])('tells %s: %s', async (login, said) => {
    const { page, close } = await openBrowser(browser, world);
    await page.goto('/login');
    await page.getByLabel('Username or e-mail').fill(login);
    await page.getByLabel('Password').fill('some password or other');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').textContent()).toContain(said);
    await close();
  });

  it('keeps no credential where a script could read it', async () => {
    const human = await givenHuman(world);
    const { page, close, complaints } = await openBrowser(browser, world);
    await page.goto('/login');
    await page.getByLabel('Username or e-mail').fill(human.username);
    await page.getByLabel('Password').fill(human.password);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/v1/auth/login')),
      page.getByRole('button', { name: 'Sign in' }).click(),
    ]);
    await page.getByRole('heading', { name: 'Linked identities' }).waitFor();
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const seen = await readable(page);
    expect(token.length).toBeGreaterThan(100);
    expect([seen.includes(token), seen.includes(human.password), seen.includes('us_refresh')]).toEqual([
      false,
      false,
      false,
    ]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('leads to the page that was asked for, after a detour through the sign-in', async () => {
    const human = await givenHuman(world);
    const { page, close } = await openBrowser(browser, world);
    await page.goto('/settings/tokens');
    await page.getByLabel('Username or e-mail').fill(human.username);
    await page.getByLabel('Password').fill(human.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'API tokens' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/tokens');
    await close();
  });

  it('keeps the login when several tabs are opened at the same moment: one asks at a time', async () => {
    const human = await givenHuman(world);
    const { page, close } = await openSignedIn(browser, world, human);
    const tabs = [page, ...(await Promise.all([1, 2, 3].map(() => page.context().newPage())))];
    const opened = Promise.withResolvers<undefined>();
    let [underWay, most] = [0, 0];
    await page.context().route(REFRESH, async (route) => {
      most = Math.max(most, ++underWay);
      await opened.promise;
      underWay--;
      await route.continue();
    });
    await Promise.all(tabs.map((tab) => tab.goto('/links')));
    // Each of them has begun to ask, or waits for its turn.
    await Promise.all(tabs.map((tab) => tab.getByText('Loading').waitFor()));
    await Promise.all(tabs.map((tab) => tab.evaluate('fetch("/v1/info").then(() => true)')));
    opened.resolve(undefined);
    await Promise.all(tabs.map((tab) => tab.getByRole('heading', { name: 'Linked identities' }).waitFor()));
    expect(most).toBe(1);
    await close();
  });

  it('keeps the login when a page is left before the answer of its refresh has arrived', async () => {
    const human = await givenHuman(world);
    const { page, close } = await openSignedIn(browser, world, human);
    const lost = Promise.withResolvers<number>();
    await page.route(
      REFRESH,
      async (route) => {
        // The server exchanges the token; the browser never hears of it.
        const request = route.request();
        const headers = { cookie: '', 'idempotency-key': '', ...(await request.allHeaders()) };
        const answer = await new Client(world.url).post('/v1/auth/refresh', request.postData() ?? '', {
          'content-type': 'application/json',
          cookie: headers.cookie,
          'idempotency-key': headers['idempotency-key'],
          origin: world.config.publicUrl,
        });
        lost.resolve(answer.status);
      },
      { times: 1 },
    );
    await page.goto('/links', { waitUntil: 'commit' });
    expect(await lost.promise).toBe(200);
    await page.goto('/links');
    await page.getByRole('heading', { name: 'Linked identities' }).waitFor();
    await close();
  });

  it('offers only the ways that are set up', async () => {
    const closed = await world.replica({ REGISTRATION_ENABLED: 'false' });
    const { page, close } = await openBrowser(browser, closed);
    await page.goto('/login?error=sign_in_refused');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('did not sign you in');
    expect(await page.getByText('Create an account').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Sign in with your organisation' }).count()).toBe(0);
    await page.goto('/register');
    await page.getByText('Registration is switched off').waitFor();
    await close();
  });

  it('says that the name and password of a directory work, where there is one', async () => {
    const directory = await world.replica({ LDAP_URL: 'ldap://127.0.0.1:1', LDAP_BASE_DN: 'dc=example,dc=org' });
    const { page, close } = await openBrowser(browser, directory);
    await page.goto('/login');
    await page.getByText('directory work too').waitFor();
    await close();
  });
};
