import { readFileSync } from 'node:fs';
import { givenChatService, say } from '../../support/given-chat.js';
import { givenLinkToken, identity } from '../../support/given.js';
import { handsOn } from '../support/hands.js';
import type { TownStage } from '../support/stage.js';
import { openSignedIn } from '../support/visitor.js';

export const conversations = (stage: () => TownStage) => (): void => {
  it('shows what was said with the assistant, hands it out as a file, and erases it after asking', async () => {
    const { world, browser, town } = stage();
    const { client } = await givenChatService(world);
    const who = identity('TEAMS');
    const { token } = await givenLinkToken(world, client, who);
    await town.ada.client.post(`/v1/platform-linking/tokens/${token}/confirm`);
    const visitor = await openSignedIn(browser, world, town.ada);
    const { page } = visitor;
    const hands = handsOn(page);
    await page.goto('/settings/profile');
    await hands.shows('Conversations', 'Nothing was said yet');
    for (const text of ['Good morning', 'And good night', 'Sleep well']) await (await say(client, who, text)).end();
    await page.reload();
    await hands.shows('Conversations', 'Sleep well');
    const [file] = await Promise.all([page.waitForEvent('download'), hands.press('Download all')]);
    const saved = JSON.parse(readFileSync(await file.path(), 'utf8')) as { role: string; text: string }[];
    expect(saved.filter(({ role }) => role === 'user').map(({ text }) => text)).toEqual([
      'Sleep well',
      'And good night',
      'Good morning',
    ]);
    expect(saved).toHaveLength(6);
    await hands.press('Erase all');
    await hands.pressIn('Erase for ever');
    await hands.shows('Conversations', 'Nothing was said yet');
    expect((await town.ada.client.get('/v1/me/chat')).body).toMatchObject({ items: [] });
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });
};
