import { CHANNELS_AT, connect, somebody } from '../../support/connecting.js';
import { visitPlatforms, type PlatformVisit } from '../support/platform-visit.js';
import { OURS, type ConnectedStage } from '../support/stage.js';
import { readable } from '../support/visitor.js';

export const adminPlatforms = (stage: () => ConnectedStage) => (): void => {
  let place: ConnectedStage;
  let visit: PlatformVisit;
  beforeAll(async () => {
    place = stage();
    visit = await visitPlatforms(place);
  });
  afterAll(async () => {
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  it('platforms: stores an application whose secret is never shown, and switches off, which counts at once', async () => {
    const { kick } = place.platforms;
    await connect(visit.ada.client, CHANNELS_AT, kick, somebody(kick));
    await visit.page.goto('/admin/providers');
    await visit.hands.press('Application of Kick');
    await visit.page.getByText(`${OURS}/v1/oauth/kick/bot/callback`).waitFor();
    await visit.page.getByLabel('Client id').fill('another-application');
    await visit.page.getByLabel('Client secret').fill('a secret of nobody');
    await visit.hands.pressIn('Save');
    await visit.hands.shows('Kick', 'another-application');
    await visit.hands.press('Application of Kick');
    expect(await visit.page.getByLabel('Client secret').inputValue()).toBe('');
    expect(await readable(visit.page)).not.toContain('a secret of nobody');
    await visit.hands.press('Forget the stored application');
    await visit.hands.pressIn('Forget');
    await visit.hands.shows('Kick', 'from the environment');
    await visit.hands.press('Switches of Kick');
    await visit.page.getByLabel('Use of the platform').selectOption('stop_all');
    await visit.page.getByText('Nothing is used, by nobody').waitFor();
    await visit.page.getByLabel(/^channels/).uncheck();
    await visit.hands.pressIn('Save');
    await visit.hands.shows('Kick', 'not taken: channels');
    await visit.page.goto('/connections');
    await visit.hands.shows('Kick', 'An admin of this server has switched this platform off.');
  });

  it('platforms: gives an account rules of its own, with which it may connect what is closed to others', async () => {
    const me = await visit.ada.client.get<{ accounts: { id: string }[] }>('/v1/me');
    await visit.page.goto('/admin/providers');
    await visit.hands.press('Switches of Trovo');
    await visit.page.getByLabel('Use of the platform').selectOption('block_new');
    await visit.hands.pressIn('Save');
    await visit.hands.shows('Trovo', 'Nobody connects anything new.');
    await visit.page.goto('/connections');
    await visit.hands.press('Connect a bot on Trovo');
    await visit.hands.toast('This platform takes no new connections');
    await visit.page.goto('/admin/providers');
    await visit.hands.press('Accounts of Trovo');
    await visit.page.getByLabel('Account id').fill(me.body.accounts[0]?.id ?? '');
    await visit.page.locator('.dialog').getByLabel('Use of the platform').selectOption('allowed');
    await visit.hands.pressIn('Set rules');
    await visit.page.locator('.dialog .row').getByText('in use').waitFor();
    await visit.page.goto('/connections');
    await visit.connectAs('Connect a bot on Trovo', somebody(place.platforms.trovo));
    await visit.page.getByText('The bot on Trovo is connected.').waitFor();
  });

  it('global bots: connects one that speaks for accounts without their own, and one by its token; the audit tells', async () => {
    const { twitch, discord } = place.platforms;
    const bot = somebody(twitch);
    await visit.page.goto('/admin/global-bots');
    await visit.connectAs('Connect a bot: global, on Twitch', bot);
    await visit.page.getByRole('heading', { name: 'Global bots' }).waitFor();
    await visit.hands.shows('Twitch', `@${bot.login}`);
    await visit.hands.press('Connect again: global, on Discord');
    await visit.page.getByLabel('Token').fill(discord.botToken(discord.users.add({ login: 'everybodys' })));
    await visit.hands.pressIn('Connect');
    await visit.hands.shows('Discord', '@everybodys');
    await visit.page.goto('/connections');
    await visit.hands.shows('Twitch', 'so the global bot of this server speaks');
    await visit.hands.shows('Twitch', `@${bot.login}`);
    await visit.page.goto('/admin/global-bots');
    await visit.hands.press('Disconnect the global bot on Twitch');
    await visit.page.getByLabel(`Type ${bot.login} to confirm`).fill(bot.login);
    await visit.hands.pressIn('Disconnect');
    await visit.hands.shows('Twitch', 'Accounts without a bot of their own cannot speak here.');
    await visit.page.goto('/audit');
    await visit.page.getByLabel('Events').selectOption('global');
    for (const action of ['bot_connection.deleted', 'bot_connection.connected', 'provider.changed']) {
      await visit.page.locator('.event').getByText(action).first().waitFor();
    }
  });
};
