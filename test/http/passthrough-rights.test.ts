import { Client } from '../support/client.js';
import { givenToken } from '../support/given-bots.js';
import {
  ACT,
  acted,
  apiCalls,
  as,
  callAs,
  givenCast,
  PATH,
  refused,
  type Cast,
  type Outcome,
} from '../support/given-cast.js';

let cast: Cast;

beforeAll(async () => {
  cast = await givenCast();
});
afterAll(() => Promise.all([cast.world.close(), cast.twitch.close()]));
afterEach(async () => {
  await cast.world.db.query(`UPDATE bot_connections SET status = 'active' WHERE id = $1`, [cast.own.ref.id]);
});

const call = (client: Client, headers?: Record<string, string>, path?: string): Promise<Outcome> =>
  callAs(cast, client, headers, path);

describe('whoever may not act', () => {
  it('is told so whatever the header says', async () => {
    const names = [{}, as(cast.own.ref.id), as('nobody'), as('a, b')];
    const scopeless = await givenToken(cast.world, cast.ada);
    for (const headers of names) {
      expect(await call(new Client(cast.world.url), headers)).toEqual(refused(401, 'credentials_missing'));
      expect(await call(new Client(cast.world.url, { authorization: 'Bearer junk' }), headers)).toEqual(
        refused(401, 'credentials_rejected'),
      );
      expect(await call(scopeless.client, headers)).toEqual(refused(403, 'scope_missing'));
      const inside = { ...headers, 'x-account-id': cast.ada.accountId };
      expect(await call(cast.viewer.client, inside)).toEqual(refused(403, 'permission_missing'));
      expect(await call(cast.bob.client, inside)).toEqual(refused(404, 'account_not_found'));
    }
  });

  it('may act as a moderator', async () => {
    const inside = { 'x-account-id': cast.ada.accountId };
    expect(await call(cast.moderator.client, { ...inside, ...as(cast.own.person.login) })).toEqual(acted(cast.own));
    expect(await call(cast.moderator.client, inside)).toEqual(acted(cast.channel));
  });
});

describe('the rules of a token', () => {
  it('are made by who may act in the account: nobody else gives it the permission to', async () => {
    const token = { title: 'x', ...ACT, account_id: cast.ada.accountId };
    const refusal = await cast.viewer.client.put('/v1/user/tokens', token);
    expect(refusal).toMatchObject({ status: 403, body: { code: 'permission_missing', permission: 'actor:use' } });
    expect((await cast.moderator.client.put('/v1/user/tokens', token)).status).toBe(201);
  });

  it('bound what it calls', async () => {
    const passthrough_rules = [{ platform: 'twitch', methods: ['GET'], paths: ['users', 'some/*'] }];
    const { client } = await givenToken(cast.world, cast.ada, { ...ACT, passthrough_rules } as typeof ACT);
    expect(await call(client)).toEqual(acted(cast.channel));
    expect(await call(client, {}, '/v1/passthrough/twitch/helix/users?login=x')).toMatchObject({ status: 200 });
    const { status, body } = await client.post(PATH, {});
    expect([status, body.code]).toEqual([403, 'passthrough_not_allowed']);
    expect(await call(client, {}, '/v1/passthrough/twitch/users/other')).toMatchObject({ status: 403, seen: [] });
    expect((await cast.ada.client.get('/v1/user/tokens')).body.items).toContainEqual(
      expect.objectContaining({ passthrough_rules }),
    );
    const wrong = await cast.ada.client.put('/v1/user/tokens', {
      title: 'x',
      ...ACT,
      passthrough_rules: [{ platform: 'twitch', methods: ['BREW'], paths: ['/a//b'] }],
    });
    expect(wrong.status).toBe(422);
  });
});

describe('GET /v1/actor', () => {
  it('says who would act and why, without calling anybody', async () => {
    const before = apiCalls(cast).length;
    const show = (client: Client, headers = {}, query = '') => client.get(`/v1/actor?platform=twitch${query}`, headers);
    expect((await show(cast.ada.client)).body).toEqual({
      platform: 'twitch',
      rule: 'own_channel',
      acting_as: `twitch:${cast.channel.person.login}`,
      connection_id: cast.channel.id,
      kind: 'channel',
      scopes: ['user:write:chat'],
      missing_scopes: expect.any(Array) as string[],
      can_act: true,
      because: null,
      skipped: [
        { rule: 'named', because: 'no_header' },
        { rule: 'account_bot', because: 'not_asked_for' },
        { rule: 'attached_bot', because: 'caller_is_a_person' },
      ],
    });
    expect((await show(cast.bot.client)).body).toMatchObject({ rule: 'attached_bot', connection_id: cast.own.ref.id });
    expect((await show(cast.ada.client, as(cast.own.person.login))).body).toMatchObject({
      rule: 'named',
      connection_id: cast.own.ref.id,
    });
    expect((await show(cast.bob.client)).body).toMatchObject({
      can_act: false,
      because: 'actor_not_connected',
      acting_as: null,
    });
    expect((await show(cast.ada.client, {}, '&as=bot')).body).toMatchObject({
      rule: 'account_bot',
      connection_id: cast.own.ref.id,
    });
    expect((await show(cast.ada.client, as(cast.foreign.ref.id))).status).toBe(404);
    await cast.world.db.query(`UPDATE bot_connections SET status = 'needs_reauth' WHERE id = $1`, [cast.own.ref.id]);
    expect((await show(cast.bot.client)).body).toMatchObject({ can_act: false, because: 'bot_needs_reauth' });
    expect(apiCalls(cast)).toHaveLength(before);
  });
});
