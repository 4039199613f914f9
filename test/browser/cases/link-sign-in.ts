import type { Page } from 'playwright-core';
import { somebody } from '../../support/connecting.js';
import { givenLinkToken, givenServiceKey, type LinkToken, type ServiceKey } from '../../support/given.js';
import type { Platform } from '../../support/platforms/platform.js';
import type { Person } from '../../support/platforms/words.js';
import { visitPlatforms, type PlatformVisit } from '../support/platform-visit.js';
import { OURS, type ConnectedStage } from '../support/stage.js';
import { readable } from '../support/visitor.js';

const YES = 'Yes, sign in at Discord';

export const linkProvenBySignIn = (stage: () => ConnectedStage) => (): void => {
  let visit: PlatformVisit;
  let page: Page;
  let discord: Platform;
  let bot: ServiceKey;
  let me: Person;
  let link: LinkToken;
  beforeAll(async () => {
    const { world, platforms } = stage();
    ({ discord } = platforms);
    visit = await visitPlatforms(stage());
    ({ page } = visit);
    bot = await givenServiceKey(world, { proof: 'platform', platforms: ['DISCORD'] });
  });
  beforeEach(async () => {
    me = somebody(discord);
    const who = { platform: 'DISCORD', platform_user_id: me.id, platform_username: me.login };
    link = await givenLinkToken(stage().world, bot.client, who);
    await page.goto(new URL(link.link_url).pathname);
  });
  afterAll(async () => {
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  const status = async (): Promise<unknown> =>
    (await bot.client.get(`/v1/platform-linking/tokens/${link.token}/status`)).body;
  const heading = (name: string): Promise<void> => page.getByRole('heading', { name, exact: true }).waitFor();
  const told = (text: string): Promise<void> => page.getByRole('alert').getByText(text).waitFor();
  const notLinked = async (text: string): Promise<void> => {
    await told(text);
    expect(await status()).toEqual({ status: 'pending', user_id: null });
  };

  it('goes to the platform and comes back linked, and the platform never sees the link', async () => {
    await page.getByText('Confirming leads you to Discord').waitFor();
    const before = discord.calls.length;
    await visit.connectAs(YES, me);
    await heading('Linked');
    expect(await status()).toEqual({ status: 'linked', user_id: visit.ada.id });
    const asked = discord.calls.slice(before);
    expect(asked[0]).toMatchObject({ kind: 'page', method: 'GET' });
    expect(asked[0]?.headers).not.toHaveProperty('referer');
    expect(asked.filter((call) => JSON.stringify([call.query, call.headers, call.body]).includes(link.token))).toEqual(
      [],
    );
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await page.reload();
    await heading('This is done');
  });

  it('takes it back at one click', async () => {
    await visit.connectAs(YES, me);
    await page.getByRole('button', { name: 'This was a mistake' }).click();
    await heading('The link was removed');
    expect(await status()).toEqual({ status: 'expired', user_id: null });
  });

  it('says so when somebody else signed in, whom it does not name, and lets the right one try again', async () => {
    const other = somebody(discord);
    await visit.connectAs(YES, other);
    await notLinked('You signed in at Discord as somebody else');
    const shown = await readable(page);
    expect([other.id, other.login].filter((word) => shown.includes(word))).toEqual([]);
    expect(new URL(page.url()).search).toBe('');
    await visit.connectAs(YES, me);
    await heading('Linked');
  });

  it('says so when it was not allowed, when the platform is away, and when coming back took too long', async () => {
    const go = async (decision: string): Promise<void> => {
      await page.getByRole('button', { name: YES }).click();
      await page.getByRole('button', { name: decision }).click();
    };
    await go('Deny');
    await notLinked('You did not allow it at Discord');
    discord.knobs.fail({ on: 'token', status: 503, body: '' });
    await go('Approve');
    await notLinked('Discord cannot be reached right now');
    await page.getByRole('button', { name: YES }).click();
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await stage().world.db.query('UPDATE link_sign_ins SET expires_at = now()');
    await page.getByRole('button', { name: 'Approve' }).click();
    await notLinked('It took too long');
    await page.reload();
    await page.getByRole('button', { name: YES }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('says that the link has ended when it did meanwhile', async () => {
    await page.getByRole('button', { name: YES }).click();
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    const { platform, platform_user_id } = link;
    await givenLinkToken(stage().world, bot.client, { platform, platform_user_id });
    await page.getByRole('button', { name: 'Approve' }).click();
    await heading('This link has ended');
  });

  it('is demanded by a key that is made in the console, for platforms where it is set up', async () => {
    await page.goto('/admin/keys');
    await visit.hands.press('New service key');
    await page.getByLabel('Name').fill('Guild bot');
    await page.getByLabel('Proof').selectOption('platform');
    await visit.hands.pressIn('Create key');
    await told('needs a key that is limited to platforms where people can sign in');
    await page.getByLabel('Discord').check();
    await page.getByLabel('GitHub').check();
    await visit.hands.pressIn('Create key');
    await told('Nobody can sign in at GITHUB');
    await page.getByLabel('GitHub').uncheck();
    await visit.hands.pressIn('Create key');
    await page
      .getByText(/us_svc_/)
      .first()
      .waitFor();
    await visit.hands.pressIn('I have copied it');
  });

  it('believes no address: in another tab it says where to look, and words of others are not shown', async () => {
    await page.goto(`${OURS}/link?result=linked&platform=DISCORD`);
    await heading('You are back from Discord');
    await page.getByText('Your linked identities show').waitFor();
    await page.goto(`${OURS}/link?result=${encodeURIComponent('<b>Call 555</b>')}&platform=DISCORD`);
    await page.getByText('Something went wrong. Nothing was linked.').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('555');
    await page.goto(`${OURS}/link?result=linked&platform=EVIL`);
    await heading('This link is not complete');
  });
};
