import type { Page } from 'playwright-core';
import { givenHuman, type Human } from '../../support/given.js';
import type { Stage } from '../support/stage.js';
import { openSignedIn, type Visitor } from '../support/visitor.js';

const LINKS = '**/v1/platform-linking/links';

export const trouble = (stage: () => Stage) => (): void => {
  let human: Human;
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    const { world, browser } = stage();
    human = await givenHuman(world);
    visitor = await openSignedIn(browser, world, human);
    page = visitor.page;
  });
  afterEach(() => page.unrouteAll());
  afterAll(() => visitor.close());

  it('a page says what, which request it was, and tries again', async () => {
    const problem = { title: 'The database cannot be reached right now', code: 'database_unavailable', status: 503 };
    await page.route(LINKS, (route) =>
      route.fulfill({ status: 503, json: problem, headers: { 'x-request-id': 'request-4711', 'retry-after': '5' } }),
    );
    await page.goto('/links');
    expect(await page.getByRole('alert').innerText()).toMatch(
      /The database cannot be reached[^]*Try again in 5 s[^]*Request request-4711/,
    );
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Nothing is linked yet').waitFor();
  });

  it('a page says so when there is no connection', async () => {
    await page.route(LINKS, (route) => route.abort());
    await page.goto('/links');
    expect(await page.getByRole('alert').innerText()).toContain('The server cannot be reached');
  });

  it('shows that it is waiting, until the answer is there', async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(LINKS, async (route) => {
      await asked;
      await route.continue();
    });
    await page.goto('/links');
    await page.getByRole('status').getByText('Loading').waitFor();
    answer();
    await page.getByText('Nothing is linked yet').waitFor();
  });

  it('a spent access token is exchanged without anybody noticing', async () => {
    let refused = 0;
    await page.route(LINKS, (route) => {
      if (refused++ > 0) return route.continue();
      return route.fulfill({
        status: 401,
        json: { title: 'The credential is not accepted', code: 'credentials_rejected' },
      });
    });
    await page.goto('/links');
    await page.getByText('Nothing is linked yet').waitFor();
    expect(refused).toBe(2);
  });

  it('a login that was ended elsewhere leads to the sign-in, in place, and then back to the page', async () => {
    await page.goto('/settings/profile');
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
    const password = 'nine green kettles hum';
    expect((await human.client.patch('/v1/me', { password, current_password: human.password })).status).toBe(200);
    await page.getByLabel('Name', { exact: true }).fill('Somebody');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('Username or e-mail').fill(human.username);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
    expect(await page.title()).toBe('Profile · Understudy');
  });
};
