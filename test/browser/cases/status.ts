import { BOTS_AT, CHANNELS_AT, connect, somebody } from '../../support/connecting.js';
import { CommandReader, type Command } from '../../support/command-reader.js';
import { givenSystemKey, Hand } from '../../support/given-workers.js';
import { visitPlatforms, type PlatformVisit } from '../support/platform-visit.js';
import type { ConnectedStage } from '../support/stage.js';

/** The next rejoin that the worker is told of; it is told of changed channels, too. */
async function nextRejoin(reader: CommandReader): Promise<Command> {
  for (;;) {
    const command = await reader.next();
    if (command.kind === 'rejoin') return command;
  }
}

export const status = (stage: () => ConnectedStage) => (): void => {
  let visit: PlatformVisit;
  /** The worker, by hand, which holds the channel. */
  let hand: Hand;
  let fence: number;
  let reader: CommandReader;
  beforeAll(async () => {
    const { world, platforms } = stage();
    visit = await visitPlatforms(stage());
    await connect(visit.ada.client, BOTS_AT, platforms.twitch, somebody(platforms.twitch));
    await connect(visit.ada.client, CHANNELS_AT, platforms.twitch, somebody(platforms.twitch));
    const key = await givenSystemKey(world);
    hand = new Hand(key.client);
    fence = (await hand.fenceOf(visit.ada.accountId, 300)) ?? 0;
    reader = await CommandReader.open(world, key.secret, hand.worker);
  });
  afterAll(async () => {
    reader.close();
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  const report = (state: string, more: object = {}): Promise<number> =>
    hand.report(visit.ada.accountId, fence, state, more);

  it('shows where the bot is and was, and what can be done about it', async () => {
    await visit.page.goto('/status');
    await visit.hands.shows('Twitch', 'not heard of');
    await visit.hands.shows('Twitch', 'Nothing was reported in this time.');
    await report('connecting');
    await report('connected', { code: 'no_permission' });
    await visit.hands.shows('Twitch', 'Make the bot a moderator of the channel.');
    await visit.page.reload();
    await visit.hands.shows('Twitch', 'in the channel');
    await visit.hands.card('Twitch').getByText('2 changes in seven days').click();
    await visit.hands.shows('Twitch', 'connecting');
    expect(await visit.hands.card('Twitch').getByRole('img').getAttribute('aria-label')).toMatch(
      /^Twitch, the last 24 hours: .*in the channel \d/,
    );
    await report('banned');
    await visit.hands.shows('Twitch', 'Unban the bot in the channel.');
    const toggle = (enabled: boolean): Promise<unknown> =>
      visit.ada.client.post('/v1/bot-toggle', { platform: 'twitch', enabled });
    await toggle(false);
    await visit.hands.shows('Twitch', 'Resume the bot to let it back in.');
    // Somebody has, as the list of changes says.
    expect(await visit.hands.card('Twitch').innerText()).not.toContain('Nobody has reported');
    await toggle(true);
  });

  it('has the bot leave and come back, and says how far that is', async () => {
    await report('connected');
    await visit.page.goto('/connections');
    await visit.hands.press('Rejoin the channel on Twitch');
    await visit.page.getByRole('status').getByText('A worker is at it').waitFor();
    const first = await nextRejoin(reader);
    await hand.client.post(`/v1/worker/commands/${first.id}/ack`, { fence, outcome: 'done' });
    await visit.page.getByRole('status').getByText('The bot left the channel and came back.').waitFor();
    await visit.hands.press('Rejoin the channel on Twitch');
    const second = await nextRejoin(reader);
    await hand.client.post(`/v1/worker/commands/${second.id}/ack`, { fence, outcome: 'failed', code: 'channel_gone' });
    await visit.page.getByRole('status').getByText('It did not work. channel_gone').waitFor();
  });
};
