import { BOTS_AT, connect, somebody } from '../../support/connecting.js';
import { givenBot, givenMember } from '../../support/given-bots.js';
import { givenHuman } from '../../support/given.js';
import { visitPlatforms, type PlatformVisit } from '../support/platform-visit.js';
import { OURS, type ConnectedStage } from '../support/stage.js';
import { openSignedIn, readable } from '../support/visitor.js';

export const connections = (stage: () => ConnectedStage) => (): void => {
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

  it('connects a bot on its platform and comes back, says so once, and disconnects it after asking', async () => {
    const { twitch } = place.platforms;
    const bot = somebody(twitch);
    await visit.page.goto('/connections');
    await visit.hands.shows('Twitch', 'There is neither a bot of the account nor a global one.');
    await visit.connectAs('Connect a bot on Twitch', bot);
    await visit.page.getByText('The bot on Twitch is connected.').waitFor();
    await visit.hands.shows('Twitch', 'The account speaks through its own bot.');
    await visit.hands.shows('Twitch', `@${bot.login}`);
    expect(new URL(visit.page.url()).search).toBe('');
    const seen = await readable(visit.page);
    expect(twitch.tokens.liveAccess(bot).filter((token) => seen.includes(token))).toEqual([]);
    await visit.page.reload();
    await visit.hands.shows('Twitch', `@${bot.login}`);
    expect(await visit.page.getByText('The bot on Twitch is connected.').count()).toBe(0);
    await visit.hands.press('Disconnect the bot on Twitch');
    await visit.hands.pressIn('Disconnect');
    await visit.hands.shows('Twitch', 'There is neither a bot of the account nor a global one.');
    expect((await visit.ada.client.get<unknown[]>(BOTS_AT)).body).toEqual([]);
  });

  it('connects a channel, sends the bot away from it and lets it back in, and lets it go', async () => {
    await visit.page.goto('/connections');
    await visit.connectAs('Connect the channel on Twitch', somebody(place.platforms.twitch));
    await visit.page.getByText('The channel on Twitch is connected.').waitFor();
    const enabled = async (): Promise<unknown> =>
      (await visit.ada.client.get<{ bot_enabled: boolean }[]>('/v1/channel-connections')).body.map(
        (one) => one.bot_enabled,
      );
    await visit.hands.press('Pause the bot on Twitch');
    await visit.hands.shows('Twitch', 'bot paused');
    expect(await enabled()).toEqual([false]);
    await visit.hands.press('Resume the bot on Twitch');
    await visit.hands.shows('Twitch', 'The bot:');
    expect(await enabled()).toEqual([true]);
    await visit.hands.press('Disconnect the channel on Twitch');
    await visit.hands.pressIn('Disconnect');
    await visit.page.getByRole('button', { name: 'Connect the channel on Twitch' }).waitFor();
  });

  it('says why a bot was not connected, and that nothing changed', async () => {
    const { kick } = place.platforms;
    const owner = somebody(kick);
    await visit.page.goto('/connections');
    await visit.hands.press('Connect a bot on Kick');
    await visit.page.getByRole('button', { name: 'Deny' }).click();
    expect(await visit.page.getByRole('alert').innerText()).toMatch(
      /bot on Kick was not connected[^]*You did not allow it/,
    );
    await visit.connectAs('Connect the channel on Kick', owner);
    await visit.page.getByText('The channel on Kick is connected.').waitFor();
    await visit.connectAs('Connect a bot on Kick', owner);
    await visit.page.getByText('sign in there as the bot').waitFor();
    expect((await visit.ada.client.get<unknown[]>(BOTS_AT)).body).toEqual([]);
    await visit.page.goto('/connections?result=%3Cb%3Ehello%3C%2Fb%3E&platform=kick&kind=bot');
    expect(await visit.page.getByRole('alert').innerText()).toBe('The bot on Kick was not connected.');
  });

  it('says what to do about a bot that the platform has turned away, and connects the same one again', async () => {
    const { youtube } = place.platforms;
    const bot = somebody(youtube);
    await connect(visit.ada.client, BOTS_AT, youtube, bot);
    await place.world.db.query(
      `UPDATE bot_connections SET status = 'needs_reauth', status_reason = 'grant_refused', scopes = '{}' WHERE platform = 'youtube'`,
    );
    await visit.page.goto('/connections');
    await visit.hands.shows('YouTube', 'Until then nobody speaks');
    await visit.hands.shows('YouTube', 'Somebody has to connect it again.');
    await visit.hands.shows('YouTube', 'The platform did not grant');
    await visit.connectAs('Connect again: bot on YouTube', bot);
    await visit.hands.shows('YouTube', 'The account speaks through its own bot.');
    expect(await visit.page.getByText('Somebody has to connect it again.').count()).toBe(0);
  });

  it('takes the token of a Discord bot, shows it nowhere, and lets a bot user act through it', async () => {
    const { discord } = place.platforms;
    const token = discord.botToken(discord.users.add({ login: 'helper' }));
    await givenBot(visit.ada, 'bot-herald');
    await visit.page.goto('/connections');
    await visit.hands.press('Connect a bot on Discord');
    await visit.page.getByLabel('Token').fill('MTIz.not.atoken');
    await visit.hands.pressIn('Connect');
    await visit.page.getByText('The platform does not take this token for a bot').waitFor();
    await visit.page.getByLabel('Token').fill(token);
    await visit.hands.pressIn('Connect');
    await visit.hands.shows('Discord', '@helper');
    expect(await readable(visit.page)).not.toContain(token);
    await visit.hands.press('Bot user of Discord');
    await visit.page.getByLabel('Bot user', { exact: true }).selectOption('bot-herald');
    await visit.hands.pressIn('Save');
    await visit.hands.shows('Discord', 'acts through it');
    await visit.hands.press('Bot user of Discord');
    await visit.page.getByLabel('Bot user', { exact: true }).selectOption('nobody');
    await visit.hands.pressIn('Save');
    await visit.hands.card('Discord').getByText('acts through it').waitFor({ state: 'detached' });
  });

  it('shows each account its own, and to each role what it may see and do', async () => {
    const team = (await visit.ada.client.post<{ id: string }>('/v1/accounts', { name: 'The Club' })).body.id;
    const inTeam = visit.ada.client.with({ 'x-account-id': team });
    const bot = somebody(place.platforms.twitch);
    await connect(inTeam, BOTS_AT, place.platforms.twitch, bot);
    await connect(inTeam, '/v1/channel-connections', place.platforms.youtube, somebody(place.platforms.youtube));
    for (const [role, sees] of [
      ['moderator', { bot: 1, note: 0 }],
      ['viewer', { bot: 0, note: 1 }],
    ] as const) {
      const human = await givenHuman(place.world);
      await givenMember(visit.ada, team, human.username, role);
      const { page: theirs, close } = await openSignedIn(place.browser, place.world, human, { baseURL: OURS });
      await theirs.goto('/connections');
      await theirs.getByLabel('Account', { exact: true }).selectOption(team);
      await theirs
        .getByRole('region', { name: 'YouTube' })
        .getByText(/^The bot(:| is wanted)/)
        .waitFor();
      expect(await theirs.locator('main').getByRole('button').count()).toBe(0);
      expect({
        bot: await theirs.getByRole('region', { name: 'Twitch' }).locator('.half').getByText(`@${bot.login}`).count(),
        note: await theirs.getByText('Your role does not see bots here.').count(),
      }).toEqual(sees);
      await close();
    }
  });
};
