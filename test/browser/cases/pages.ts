import type { Page } from 'playwright-core';
import { givenHuman, unique, type Human } from '../../support/given.js';
import { bearing } from '../../support/given-bots.js';
import type { World } from '../../support/world.js';
import { handsOn, type Hands } from '../support/hands.js';
import type { TownStage } from '../support/stage.js';
import type { Town } from '../support/town.js';
import { openSignedIn, readable, type Visitor } from '../support/visitor.js';

export const pagesOfPeople = (stage: () => TownStage) => (): void => {
  let world: World;
  let town: Town;
  let visitor: Visitor;
  let page: Page;
  let hands: Hands;
  beforeAll(async () => {
    const { browser } = stage();
    ({ world, town } = stage());
    visitor = await openSignedIn(browser, world, town.ada);
    page = visitor.page;
    hands = handsOn(page);
  });
  afterAll(async () => {
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  const button = (name: string): ReturnType<Page['getByRole']> => page.getByRole('button', { name, exact: true });
  const row = (text: string): ReturnType<Page['locator']> => page.locator('.row').filter({ hasText: text });
  const secretShown = (): Promise<string> => page.getByLabel('Secret', { exact: true }).inputValue();

  it('links: shows them, and removes one only after asking', async () => {
    await page.goto('/links');
    await hands.press('Unlink GitHub 583231');
    await hands.pressIn('Cancel');
    expect(await page.getByText('583231').count()).toBe(1);
    await hands.press('Unlink GitHub 583231');
    await hands.pressIn('Unlink');
    await page.locator('main').getByText('583231').waitFor({ state: 'detached' });
    expect(await page.locator('main').getByText('countess').count()).toBe(1);
  });

  it('bots: creates one with its prefix, renames, disables, enables and deletes it by its name', async () => {
    await page.goto('/settings/bots');
    await hands.press('New bot');
    await page.getByLabel('Username').fill('weaver');
    await hands.pressIn('Create bot');
    await page.getByRole('heading', { name: 'bot-weaver' }).waitFor();
    await hands.press('Rename');
    await page.locator('.dialog').getByLabel('Name', { exact: true }).fill('Weaver');
    await hands.pressIn('Rename');
    await page.getByRole('heading', { name: 'Weaver' }).waitFor();
    await hands.press('Disable');
    await hands.pressIn('Disable');
    await page.getByText('disabled', { exact: true }).waitFor();
    await hands.press('Enable');
    await hands.pressIn('Enable');
    await page.getByText('disabled', { exact: true }).waitFor({ state: 'detached' });
    await hands.press('Delete bot-weaver');
    const dialog = page.locator('.dialog');
    expect(await dialog.innerText()).toContain('This is permanent');
    expect(await dialog.getByRole('button', { name: 'Delete for ever' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Type bot-weaver to confirm').fill('bot-weaver');
    await hands.pressIn('Delete for ever');
    await page.getByRole('heading', { name: 'Bots' }).waitFor();
    expect((await town.ada.client.get('/v1/user/bots/bot-weaver')).status).toBe(404);
  });

  it('bots: says what is wrong with a name', async () => {
    await page.goto('/settings/bots');
    await hands.press('New bot');
    await page.getByLabel('Username').fill('helper');
    await hands.pressIn('Create bot');
    expect(await page.getByRole('alert').innerText()).toMatch(/This username is taken\.[^]*Request \S+/);
  });

  it('tokens: shows a secret once, which works, and forgets it', async () => {
    await page.goto('/settings/bots/bot-helper');
    await hands.press('New token');
    const dialog = page.locator('.dialog');
    await dialog.getByLabel('Title').fill('Weekly');
    await hands.pressIn('Create token');
    await page.getByText('Tick at least one permission').waitFor();
    await dialog.getByLabel(/^read See the user/).check();
    await hands.pressIn('Create token');
    const secret = await secretShown();
    expect(await bearing(world, secret).get('/v1/me')).toMatchObject({ status: 200, body: { username: 'bot-helper' } });
    await hands.pressIn('I have copied it');
    await row('Weekly').waitFor();
    expect(await readable(page)).not.toContain(secret);

    await hands.press('Rotate Weekly');
    await dialog.getByLabel('The old secret ends').selectOption('0');
    await hands.pressIn('Make a new secret');
    const next = await secretShown();
    expect(next).not.toBe(secret);
    expect([
      (await bearing(world, secret).get('/v1/me')).status,
      (await bearing(world, next).get('/v1/me')).status,
    ]).toEqual([401, 200]);
    await page.keyboard.press('Escape');
    await hands.press('Revoke Weekly');
    await hands.pressIn('Revoke');
    await row('Weekly').waitFor({ state: 'detached' });
    expect((await bearing(world, next).get('/v1/me')).status).toBe(401);
    expect(await readable(page)).not.toContain(next);
  });

  it('bots: offers one to somebody, and accepts one', async () => {
    await page.goto('/settings/bots/bot-archivist');
    await hands.press('Transfer');
    await page.getByLabel('Username of the new owner').fill('grace');
    await hands.pressIn('Offer it');
    await hands.toast('Offered to grace');
    await page.goto('/settings/bots');
    await page.getByText('bot-archivist is offered to grace').waitFor();
    await hands.press('Take back');
    await page.getByText('is offered to grace').waitFor({ state: 'detached' });
    await hands.press('Accept');
    await hands.pressIn('Take it over');
    await page.getByText('@bot-chess').waitFor();
  });

  it('account: adds a member, changes a role, removes one, and hands the account over', async () => {
    const heir: Human = await givenHuman(world, { username: unique('heir') });
    await page.goto('/account');
    await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Analytical Engines' });
    await hands.press('Add member');
    await page.getByLabel('Username').fill(heir.username);
    await hands.pressIn('Add');
    const role = page.getByLabel(`Role of ${heir.username}`);
    await role.selectOption('admin');
    await hands.toast(`${heir.username} is admin now`);
    await hands.press('Remove bot-helper');
    await hands.pressIn('Remove');
    await page.getByText('@bot-helper').waitFor({ state: 'detached' });
    await hands.press('Transfer ownership');
    await page.getByLabel('New owner').selectOption(heir.id);
    await hands.pressIn('Transfer');
    await hands.toast('Ownership is transferred');
    await button('Transfer ownership').waitFor({ state: 'detached' });
    const members = await heir.client.get<{ items: { user: { username: string }; role: string }[] }>(
      `/v1/accounts/${town.team}/members`,
    );
    const roles = Object.fromEntries(members.body.items.map(({ user, role: has }) => [user.username, has]));
    expect(roles).toMatchObject({ [heir.username]: 'owner', ada: 'admin', grace: 'moderator' });
  });

  it('keys: makes, rotates and revokes a service key, and a system key', async () => {
    await page.goto('/admin/keys');
    await hands.press('New service key');
    await page.getByLabel('Name').fill('Fresh bot');
    await page.getByLabel('Slack').check();
    await hands.pressIn('Create key');
    const secret = await secretShown();
    expect(secret).toMatch(/^us_svc_/);
    await hands.pressIn('I have copied it');
    await hands.press('Rotate Fresh bot');
    await hands.pressIn('Make a new secret');
    expect(await secretShown()).toMatch(/^us_svc_/);
    await hands.pressIn('I have copied it');
    await hands.press('Revoke Fresh bot');
    await hands.pressIn('Revoke');
    await row('Fresh bot').waitFor({ state: 'detached' });
    await hands.press('New system key');
    await page.getByLabel('Name').fill('Worker two');
    // Where bots are connected, not where people chat.
    expect(await page.locator('.dialog').getByLabel('Slack').count()).toBe(0);
    await page.getByLabel('Twitch', { exact: true }).check();
    await hands.pressIn('Create key');
    expect(await secretShown()).toMatch(/^us_sys_/);
    await hands.pressIn('I have copied it');
    await row('Worker two').getByText('Twitch').waitFor();
    expect(await readable(page)).not.toContain(secret);
  });

  it('audit: filters, and shows what happens while somebody looks', async () => {
    await page.goto('/audit');
    await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Analytical Engines' });
    await page.getByLabel('Action').fill('account.updated');
    await page.getByText('Nothing was recorded').waitFor();
    await town.ada.client.patch(`/v1/accounts/${town.team}`, { name: 'Difference Engines' });
    await page.locator('.event').getByText('account.updated').waitFor();
    await page.locator('.event').getByRole('button', { name: 'ada' }).first().click();
    await page.getByRole('button', { name: 'Stop filtering: By ada' }).waitFor();
  });

  it('users: disables somebody, which ends what they do', async () => {
    const troll = await givenHuman(world, { username: unique('troll') });
    await page.goto('/admin/users');
    await page.getByLabel('Find by the beginning').fill(troll.username);
    await hands.press(`Disable: ${troll.username}`);
    await hands.pressIn('Disable');
    await page.getByText('disabled', { exact: true }).waitFor();
    expect((await troll.client.get('/v1/me')).status).toBe(401);
  });

  it('profile: changes a name, and the password with the current one', async () => {
    await page.goto('/settings/profile');
    await page.getByLabel('Name', { exact: true }).fill('Countess Ada');
    await hands.press('Save');
    await page.locator('.person').getByText('Countess Ada').waitFor();
    await page.getByLabel('Current password').fill('not the password');
    await page.getByLabel('New password').fill('nine green kettles hum');
    await hands.press('Change password');
    expect(await page.getByRole('alert').innerText()).toContain('The current password is not right');
  });
};
