import type { Browser, Page } from 'playwright-core';
import {
  givenHuman,
  givenLinkToken,
  givenServiceKey,
  identity,
  type Human,
  type LinkToken,
  type ServiceKey,
} from '../../support/given.js';
import type { World } from '../../support/world.js';
import type { Stage } from '../support/stage.js';
import { openBrowser, openSignedIn, readable, type Visitor } from '../support/visitor.js';

const YES = { name: 'Yes, this is me' };
const NO = { name: 'No, I did not ask for this' };

export const pageBehindLink = (stage: () => Stage) => (): void => {
  let world: World;
  let browser: Browser;
  let human: Human;
  /** The bot service, scripted: it calls over HTTP. */
  let bot: ServiceKey;
  let carefulBot: ServiceKey;
  /** The person's browser, signed in. */
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    ({ world, browser } = stage());
    [human, bot, carefulBot] = await Promise.all([
      givenHuman(world),
      givenServiceKey(world, { name: 'the bot of the club' }),
      givenServiceKey(world, { proof: 'code' }),
    ]);
    visitor = await openSignedIn(browser, world, human);
    page = visitor.page;
  });
  afterAll(() => visitor.close());

  const link = (of = identity(), service = bot): Promise<LinkToken> => givenLinkToken(world, service.client, of);
  const pathOf = (token: LinkToken): string => new URL(token.link_url).pathname;
  const status = async (token: LinkToken, service = bot): Promise<unknown> =>
    (await service.client.get(`/v1/platform-linking/tokens/${token.token}/status`)).body;
  const heading = (on: Page, name: string): Promise<void> => on.getByRole('heading', { name }).waitFor();

  it('shows platform, name, id and who asked, and changes nothing by being opened', async () => {
    const of = { platform: 'TELEGRAM', platform_user_id: '424242', platform_username: '<b>ada</b> @club' };
    const token = await link(of);
    await page.goto(pathOf(token));
    await heading(page, 'Is this you on Telegram?');
    const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    for (const shown of ['<b>ada</b> @club', '424242', 'the bot of the club', 'act as you', human.username]) {
      expect(text).toContain(shown);
    }
    expect(await status(token)).toEqual({ status: 'pending', user_id: null });
    expect(visitor.complaints).toEqual([]);
  });

  it('links after a detour through the sign-in, and takes it back at one click', async () => {
    const token = await link();
    const { page: fresh, close } = await openBrowser(browser, world);
    await fresh.goto(pathOf(token));
    await fresh.getByLabel('Username or e-mail').fill(human.username);
    await fresh.getByLabel('Password').fill(human.password);
    await fresh.getByRole('button', { name: 'Sign in' }).click();
    await fresh.getByRole('button', YES).click();
    await heading(fresh, 'Linked');
    expect(await status(token)).toEqual({ status: 'linked', user_id: human.id });
    await fresh.getByRole('button', { name: 'This was a mistake' }).click();
    await heading(fresh, 'The link was removed');
    const { platform, platform_user_id } = token;
    const resolved = await bot.client.post('/v1/platform-linking/resolve', { platform, platform_user_id });
    expect(resolved.body).toMatchObject({ linked: false });
    await close();
  });

  it('is used with nothing but a keyboard', async () => {
    const token = await link();
    await page.goto(pathOf(token));
    await heading(page, 'Is this you on Discord?');
    const reached: string[] = [];
    for (let times = 0; times < 6 && reached.at(-1) !== YES.name; times++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate<string>('document.activeElement.textContent'));
    }
    expect(reached).toEqual(expect.arrayContaining([NO.name, YES.name]));
    await page.keyboard.press('Enter');
    await heading(page, 'Linked');
    // The keyboard goes on from what has appeared: first the list of links, then the way back.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('This was a mistake');
    expect(await status(token)).toMatchObject({ status: 'linked' });
  });

  it('offers declining as prominently as confirming', async () => {
    const token = await link();
    await page.goto(pathOf(token));
    const look = async (name: { name: string }): Promise<unknown> =>
      page.getByRole('button', name).evaluate(
        `(button) => { const s = getComputedStyle(button); return [s.backgroundColor, s.color, s.fontWeight, s.borderColor,
          s.fontSize, button.offsetWidth, button.offsetHeight] }`,
      );
    expect(await look(NO)).toEqual(await look(YES));
    await page.getByRole('button', NO).click();
    await heading(page, 'Declined');
    expect(await status(token)).toEqual({ status: 'expired', user_id: null });
  });

  it('with two-sided proof shows a code, and waits until the chat has sent it', async () => {
    const token = await link(identity(), carefulBot);
    await page.goto(pathOf(token));
    await page.getByRole('button', YES).click();
    const code = await page.locator('.code').innerText();
    expect(code).toMatch(/^[0-9]{6}$/);
    await page.getByText('Waiting for the code').waitFor();
    expect(await status(token, carefulBot)).toEqual({ status: 'pending', user_id: null });
    // Coming back to the page, the person is shown the same code.
    await page.reload();
    await page.getByRole('button', YES).click();
    expect(await page.locator('.code').innerText()).toBe(code);
    const proof = { platform_user_id: token.platform_user_id, code };
    await carefulBot.client.post(`/v1/platform-linking/tokens/${token.token}/proof`, proof);
    await heading(page, 'Linked');
    expect(await readable(page)).not.toContain(code);
  });

  it('says so when too many wrong codes came, and when the waiting is cancelled', async () => {
    const [token, other] = [await link(identity(), carefulBot), await link(identity(), carefulBot)];
    await page.goto(pathOf(token));
    await page.getByRole('button', YES).click();
    const code = await page.locator('.code').innerText();
    const wrong = { platform_user_id: token.platform_user_id, code: code === '000000' ? '000001' : '000000' };
    for (let times = 0; times < 5; times++) {
      await carefulBot.client.post(`/v1/platform-linking/tokens/${token.token}/proof`, wrong);
    }
    await heading(page, 'This link has ended');
    await page.goto(pathOf(other));
    await page.getByRole('button', YES).click();
    await page.getByRole('button', { name: 'Cancel, link nothing' }).click();
    await heading(page, 'Declined');
    expect(await status(other, carefulBot)).toEqual({ status: 'expired', user_id: null });
  });

  it('says what has become of a link that does not work any more', async () => {
    const stranger = await givenHuman(world);
    const [expired, used, mine] = [await link(), await link(), await link()];
    await world.db.query(
      "UPDATE link_tokens SET expires_at = now() - interval '1 minute' WHERE platform_user_id = $1",
      [expired.platform_user_id],
    );
    const confirm = (token: LinkToken, by: Human): Promise<unknown> =>
      by.client.post(`/v1/platform-linking/tokens/${token.token}/confirm`);
    await Promise.all([confirm(used, stranger), confirm(mine, human)]);
    for (const [path, said] of [
      [pathOf(expired), 'This link has ended'],
      [pathOf(used), 'This link was used already'],
      [pathOf(mine), 'This is done'],
      [`/link/${'x'.repeat(43)}`, 'This link does not exist'],
      ['/link', 'This link is not complete'],
    ] as const) {
      await page.goto(path);
      await heading(page, said);
    }
  });

  it('says so when somebody else was faster, and that nothing changed', async () => {
    const token = await link();
    const stranger = await givenHuman(world);
    await page.goto(pathOf(token));
    await page.getByRole('button', YES).waitFor();
    await stranger.client.post(`/v1/platform-linking/tokens/${token.token}/confirm`);
    await page.getByRole('button', YES).click();
    await heading(page, 'This link was used already');
  });

  it('works with a link address whose token lies behind a #', async () => {
    const token = await link();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${request.headers().referer ?? ''}`));
    await page.goto(`/link#${token.token}`);
    await page.getByRole('button', YES).waitFor();
    expect(
      asked.filter((line) => line.includes(token.token) && !line.includes('/v1/platform-linking/tokens/')),
    ).toEqual([]);
    await page.goto('about:blank');
    await page.goto(`/link#/${token.token}`);
    await page.getByRole('button', YES).click();
    await heading(page, 'Linked');
    expect(await status(token)).toMatchObject({ status: 'linked' });
  });
};
