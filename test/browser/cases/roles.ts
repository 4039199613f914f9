import type { Browser, Page } from 'playwright-core';
import type { World } from '../../support/world.js';
import type { TownStage } from '../support/stage.js';
import type { Town } from '../support/town.js';
import { openSignedIn, type Visitor } from '../support/visitor.js';

export const roles = (stage: () => TownStage) => (): void => {
  let world: World;
  let browser: Browser;
  let town: Town;
  beforeAll(() => {
    ({ world, browser, town } = stage());
  });

  const menu = async (page: Page): Promise<string[]> => {
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    return page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allInnerTexts();
  };
  const inTeam = (visitor: Visitor): Promise<unknown> =>
    visitor.page.getByLabel('Account', { exact: true }).selectOption(town.team);

  it('a system admin who owns the account sees everything', async () => {
    const visitor = await openSignedIn(browser, world, town.ada);
    await visitor.page.goto('/');
    await inTeam(visitor);
    expect(await menu(visitor.page)).toEqual([
      'Linked identities',
      'Bots',
      'API tokens',
      'Profile',
      'Connections',
      'Status',
      'Members',
      'Audit',
      'Platforms',
      'Global bots',
      'Keys',
      'Users',
    ]);
    await visitor.close();
  });

  it('a moderator sees members without being offered to change them, and neither audit nor administration', async () => {
    const visitor = await openSignedIn(browser, world, town.grace);
    const { page } = visitor;
    await page.goto('/account');
    await inTeam(visitor);
    await page.getByText('Ada Lovelace').waitFor();
    expect(await menu(page)).toEqual([
      'Linked identities',
      'Bots',
      'API tokens',
      'Profile',
      'Connections',
      'Status',
      'Members',
    ]);
    expect(await page.locator('main').getByRole('button').allInnerTexts()).toEqual(['New account', 'Leave']);
    expect(await page.locator('main').getByRole('combobox').count()).toBe(0);
    for (const path of ['/admin/providers', '/admin/global-bots', '/admin/keys', '/admin/users', '/audit']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    }
    await visitor.close();
  });

  it('an admin of an account is not offered what only owners may', async () => {
    await town.ada.client.put(`/v1/accounts/${town.team}/members/grace`, { role: 'admin' });
    const visitor = await openSignedIn(browser, world, town.grace);
    const { page } = visitor;
    await page.goto('/account');
    await inTeam(visitor);
    const own = page.locator('.row').filter({ hasText: '@ada' });
    await own.waitFor();
    expect(await own.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Transfer ownership' }).count()).toBe(0);
    expect(await page.getByLabel('Role of bot-helper').locator('option').allInnerTexts()).toEqual([
      'admin',
      'moderator',
      'viewer',
    ]);
    await town.ada.client.put(`/v1/accounts/${town.team}/members/grace`, { role: 'moderator' });
    await visitor.close();
  });

  it('without bot users there is no page for them', async () => {
    const without = await world.replica({ BOT_USERS_ENABLED: 'false' });
    const visitor = await openSignedIn(browser, without, town.grace);
    await visitor.page.goto('/settings/bots');
    await visitor.page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    expect(await menu(visitor.page)).not.toContain('Bots');
    await visitor.close();
  });
};
