import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually.js';
import { givenToken } from '../support/given-bots.js';
import { ACT, as, givenCast, PATH, type Cast } from '../support/given-cast.js';

let cast: Cast;

beforeAll(async () => {
  cast = await givenCast();
});
afterAll(() => Promise.all([cast.world.close(), cast.twitch.close()]));

type Event = Record<string, unknown>;

/** What the record holds of that request. */
const eventsOf = async (requestId: string): Promise<Event[]> => {
  const { rows } = await cast.world.db.query<Event>(
    `SELECT action, actor_id, subject_id, account_id, on_behalf_of, target_id, outcome, details FROM audit_events
     WHERE request_id = $1 ORDER BY id`,
    [requestId],
  );
  return rows;
};

/** The one event of a call that was refused before anything was sent. */
async function refusalOf(
  call: (headers: Record<string, string>) => Promise<{ status: number; body: Record<string, unknown> }>,
  expected: { readonly status: number; readonly code: string },
): Promise<Event> {
  const requestId = randomUUID();
  const { status, body } = await call({ 'x-request-id': requestId });
  expect([status, body.code]).toEqual([expected.status, expected.code]);
  await eventually(async () => (await eventsOf(requestId)).length > 0);
  const events = await eventsOf(requestId);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    action: 'platform_call.refused',
    outcome: 'refused',
    details: { because: expected.code, platform: 'twitch' },
  });
  return events[0] ?? {};
}

const setStatus = (status: string) =>
  cast.world.db.query('UPDATE bot_connections SET status = $2 WHERE id = $1', [cast.own.ref.id, status]);

describe('the record of a call that is refused before anything is sent', () => {
  it('says who asked, in which account and for what, when nobody is found who could act', async () => {
    const { ada } = cast;
    const who = {
      actor_id: ada.id,
      subject_id: ada.id,
      account_id: ada.accountId,
      on_behalf_of: null,
      target_id: null,
    };
    const unknown = await refusalOf(
      (id) => ada.client.get(`${PATH}?login=planted-value`, { ...as(cast.foreign.ref.id), ...id }),
      { status: 404, code: 'bot_not_found' },
    );
    expect(unknown).toMatchObject({ ...who, details: { method: 'GET', path: 'some/thing' } });
    await refusalOf((id) => ada.client.get(PATH, { 'x-on-behalf-of': 'a, b', ...id }), {
      status: 400,
      code: 'on_behalf_of_invalid',
    });
    const alone = await refusalOf((id) => cast.bob.client.post(PATH, {}, id), {
      status: 409,
      code: 'actor_not_connected',
    });
    expect(alone).toMatchObject({ account_id: cast.bob.accountId, details: { method: 'POST', path: 'some/thing' } });
    // What was sent in a header or a query may be anything, a secret too.
    const { rows } = await cast.world.db.query(
      `SELECT FROM audit_events WHERE details::text LIKE '%planted-value%' OR details::text LIKE '%' || $1 || '%'`,
      [cast.foreign.ref.id],
    );
    expect(rows).toHaveLength(0);
  });

  it('names the connection that was meant and cannot act', async () => {
    const meant = { on_behalf_of: `twitch:${cast.own.person.login}`, target_id: cast.own.ref.id };
    for (const [status, code] of [
      ['needs_reauth', 'bot_needs_reauth'],
      ['disabled', 'bot_disabled'],
    ] as const) {
      await setStatus(status);
      const event = await refusalOf((id) => cast.ada.client.get(PATH, { ...as(cast.own.person.login), ...id }), {
        status: 409,
        code,
      });
      expect(event).toMatchObject({ ...meant, details: { rule: 'named' } });
    }
    await setStatus('active');
  });

  it('tells of paths and of calls that the rules of a token do not allow', async () => {
    const rules = { ...ACT, passthrough_rules: [{ platform: 'twitch', methods: ['GET'], paths: ['users'] }] };
    const { client } = await givenToken(cast.world, cast.ada, rules);
    const named = as(cast.own.ref.id);
    const bad = await refusalOf(
      (id) => cast.ada.client.get('/v1/passthrough/twitch/users/%252e', { ...named, ...id }),
      {
        status: 400,
        code: 'passthrough_path_refused',
      },
    );
    expect(bad).toMatchObject({ target_id: cast.own.ref.id, details: { path: 'users/%252e' } });
    await refusalOf((id) => client.get(PATH, { ...named, ...id }), { status: 403, code: 'passthrough_not_allowed' });
  });

  it('is written for messages too', async () => {
    const said = { platform: 'twitch', channel: cast.channel.person.id, text: 'hello' };
    await refusalOf((id) => cast.ada.client.post('/v1/chat-messages', said, { ...as('nobody-at-all'), ...id }), {
      status: 404,
      code: 'bot_not_found',
    });
    const long = { ...said, text: 'x'.repeat(501) };
    const event = await refusalOf((id) => cast.ada.client.post('/v1/chat-messages', long, id), {
      status: 422,
      code: 'message_too_long',
    });
    expect(event).toMatchObject({ target_id: cast.channel.id, details: { method: 'POST', path: 'chat/messages' } });
  });
});
