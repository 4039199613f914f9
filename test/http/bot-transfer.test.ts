import { givenHuman, type Human } from '../support/given.js';
import { BOTS, givenBot, givenBotToken, type Bot } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let ada: Human;
let grace: Human;

beforeAll(async () => {
  world = await startWorld();
  [ada, grace] = [await givenHuman(world), await givenHuman(world)];
});
afterAll(() => world.close());

const offer = (bot: Bot, to = grace.username) => ada.client.post(`${BOTS}/${bot.id}/transfer`, { new_owner: to });
const accept = (bot: Bot, who = grace) => who.client.post(`${BOTS}/${bot.username}/transfer/accept`);
const notFound = { status: 404, body: { code: 'bot_transfer_not_found' } };

describe('a bot', () => {
  it('changes hands when the person asked accepts, and not before', async () => {
    const bot = await givenBot(ada);
    const offered = await offer(bot, grace.username.toUpperCase());
    expect(offered).toMatchObject({
      status: 202,
      body: { status: 'pending', bot: { id: bot.id }, owner: { id: ada.id }, new_owner: { id: grace.id } },
    });
    expect(await ada.client.get(`${BOTS}/${bot.id}`)).toMatchObject({ body: { owner: { id: ada.id } } });
    for (const who of [ada, grace]) {
      const listed = await who.client.get<{ items: { bot: Bot }[] }>('/v1/user/bot-transfers');
      expect(listed.body.items.map((one) => one.bot.id)).toContain(bot.id);
    }
    expect(await accept(bot)).toMatchObject({ status: 200, body: { owner: { id: grace.id }, token_count: 0 } });
    expect(await ada.client.get(`${BOTS}/${bot.id}`)).toMatchObject({ status: 403, body: { error_code: 1024 } });
    expect((await grace.client.get(`${BOTS}/${bot.id}`)).status).toBe(200);
    expect(await accept(bot)).toMatchObject(notFound);
    const sql = `SELECT subject_id FROM audit_events WHERE action = 'bot_user.transferred' AND target_id = $1`;
    const told = (await world.db.query<{ subject_id: string }>(sql, [bot.id])).rows.map((row) => row.subject_id);
    expect(told.sort()).toEqual([ada.id, grace.id].sort());
  });

  it('loses the tokens whose secrets its old owner knows', async () => {
    const bot = await givenBot(ada);
    const token = await givenBotToken(world, ada, bot);
    await offer(bot);
    expect((await token.client.get('/v1/tokens/self')).status).toBe(200);
    await accept(bot);
    expect((await token.client.get('/v1/tokens/self')).status).toBe(401);
    expect(await grace.client.get(`${BOTS}/${bot.id}/tokens`)).toMatchObject({ body: { items: [] } });
    const mine = await givenBotToken(world, grace, bot);
    expect((await mine.client.get('/v1/tokens/self')).status).toBe(200);
  });

  it.each([
    ['a bot', 403, 'cannot_make_bot_owner'],
    ['nobody', 404, 'user_not_found'],
    ['its owner', 422, 'request_invalid'],
  ])('is not offered to %s', async (who, status, code) => {
    const bot = await givenBot(ada);
    const to = { 'a bot': (await givenBot(ada)).username, nobody: 'nobody-at-all', 'its owner': ada.username }[who];
    expect(await offer(bot, to)).toMatchObject({ status, body: { code } });
  });

  it('is offered to one person at a time, also when two offers race', async () => {
    const bot = await givenBot(ada);
    const answers = await Promise.all([offer(bot), offer(bot), offer(bot)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    expect(await offer(bot)).toMatchObject({ status: 409, body: { code: 'bot_transfer_pending' } });
  });

  it('is not taken by anybody else, nor when the offer was taken back, declined or has expired', async () => {
    const bot = await givenBot(ada);
    const stranger = await givenHuman(world);
    expect(await accept(bot)).toMatchObject(notFound);
    await offer(bot);
    expect(await accept(bot, stranger)).toMatchObject(notFound);
    expect(await accept(bot, ada)).toMatchObject(notFound);
    expect(await stranger.client.delete(`${BOTS}/${bot.id}/transfer`)).toMatchObject(notFound);
    expect((await ada.client.delete(`${BOTS}/${bot.id}/transfer`)).status).toBe(204);
    expect(await accept(bot)).toMatchObject(notFound);
    await offer(bot);
    expect((await grace.client.delete(`${BOTS}/${bot.id}/transfer`)).status).toBe(204);
    expect(await accept(bot)).toMatchObject(notFound);
    await offer(bot);
    await world.db.query('UPDATE bot_transfers SET expires_at = now() WHERE bot_id = $1', [bot.id]);
    expect(await accept(bot)).toMatchObject(notFound);
    expect((await offer(bot)).status).toBe(202);
    expect((await accept(bot)).status).toBe(200);
  });

  it('goes one way when its owner is deleted while it is taken, twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      const owner = await givenHuman(world);
      const bot = await givenBot(owner);
      await owner.client.post(`${BOTS}/${bot.id}/transfer`, { new_owner: grace.username });
      const [taken, gone] = await Promise.all([accept(bot), owner.client.delete('/v1/me')]);
      expect(gone.status).toBe(204);
      const { rows } = await world.db.query('SELECT owner_id FROM bot_owners WHERE bot_id = $1', [bot.id]);
      expect(rows).toEqual(taken.status === 200 ? [{ owner_id: grace.id }] : []);
    }
  });
});
