import { Client } from '../support/client.js';
import { EventStream } from '../support/event-stream.js';
import { CHAT, follow, givenChatService, givenChatter, queryOf, say, type Chatter } from '../support/given-chat.js';
import { givenAdmin, givenHuman, givenServiceKey, identity, unique } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const LONG = Array.from({ length: 1_000 }, (_, number) => `word${number}`).join(' ');
const NO_UUID = '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f';

describe('whom a bot service may speak for', () => {
  let world: World;
  let service: Client;
  let admin: Client;

  beforeAll(async () => {
    world = await startWorld({ ASSISTANT_ECHO_WORD_MS: '20', SHUTDOWN_GRACE_SECONDS: '1' });
    service = (await givenChatService(world)).client;
    admin = await givenAdmin(world);
  });
  afterAll(() => world.close());

  const refusal = async (stream: EventStream): Promise<string> => `${stream.status} ${(await stream.problem()).code}`;
  const traces = async (): Promise<unknown> =>
    (await world.db.query('SELECT (SELECT count(*) FROM chat_sessions), (SELECT count(*) FROM chat_turns)')).rows[0];

  it('is a linked person, by chat identity or by user id', async () => {
    const { who, person } = await givenChatter(world, service);
    expect((await say(service, who, 'hello')).status).toBe(200);
    expect((await (await say(service, { user_id: person.id }, 'hello')).end()).text).toBe('hello');
  });

  it('is nobody who is not linked, disabled, unknown or unclear, and what is refused leaves nothing', async () => {
    const { who, person } = await givenChatter(world, service);
    const unlinked = await givenHuman(world);
    const disabled = await givenChatter(world, service);
    await admin.patch(`/v1/admin/users/${disabled.person.id}`, { status: 'disabled' });
    const before = await traces();
    expect(await refusal(await say(service, identity(), 'hi'))).toBe('404 user_has_no_links');
    expect(await refusal(await say(service, { user_id: unlinked.id }, 'hi'))).toBe('404 user_has_no_links');
    expect(await refusal(await say(service, { user_id: NO_UUID }, 'hi'))).toBe('404 user_has_no_links');
    expect(await refusal(await say(service, disabled.who, 'hi'))).toBe('403 user_disabled');
    expect(await refusal(await say(service, { ...who, user_id: person.id }, 'hi'))).toBe('422 request_invalid');
    expect(await refusal(await say(service, {} as typeof who, 'hi'))).toBe('422 request_invalid');
    expect(await refusal(await say(service, who, ''))).toBe('422 request_invalid');
    expect(await refusal(await say(service, who, 'x'.repeat(32_001)))).toBe('422 request_invalid');
    expect(await refusal(await say(service, who, { text: 'hi', session: NO_UUID }))).toBe('404 chat_session_not_found');
    expect(await traces()).toEqual(before);
  });

  it('is nobody for a key without the scope, for no key, and for a key that is none', async () => {
    const { who } = await givenChatter(world, service);
    const linking = (await givenServiceKey(world)).client;
    expect(await refusal(await say(linking, who, 'hi'))).toBe('403 scope_missing');
    expect(await refusal(await say(new Client(world.url), who, 'hi'))).toBe('401 credentials_missing');
    const wrong = new Client(world.url, { 'x-bot-api-key': 'us_svc_wrong' });
    expect(await refusal(await say(wrong, who, 'hi'))).toBe('401 credentials_rejected');
  });

  it('is linked on a platform of the key', async () => {
    const { who, person } = await givenChatter(world, service, 'TELEGRAM');
    const discord = (await givenChatService(world, { platforms: ['DISCORD'] })).client;
    expect(await refusal(await say(discord, who, 'hi'))).toBe('403 platform_not_allowed');
    expect(await refusal(await say(discord, { user_id: person.id }, 'hi'))).toBe('404 user_has_no_links');
  });

  it('is named by chat identity alone where the key says so', async () => {
    const { who, person } = await givenChatter(world, service);
    const careful = (await givenChatService(world, { identity_form: 'platform' })).client;
    expect(await refusal(await say(careful, { user_id: person.id }, 'hi'))).toBe('403 identity_form_not_allowed');
    expect((await (await say(careful, who, 'hi')).end()).text).toBe('hi');
    const keys = await admin.get<{ items: { identity_form: string }[] }>('/v1/admin/service-keys');
    expect(keys.body.items.map((key) => key.identity_form)).toContain('platform');
  });

  it('owns a conversation alone', async () => {
    const [ada, eve] = [await givenChatter(world, service), await givenChatter(world, service)];
    const session = (await (await say(service, ada.who, 'secret')).end()).header('x-session-id');
    expect(await refusal(await say(service, eve.who, { text: 'hi', session }))).toBe('404 chat_session_not_found');
    for (const path of [`sessions/${session}/messages`, `${session}/stream`]) {
      const answer = await service.get(`${CHAT}/${path}?${queryOf(eve.who)}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'chat_session_not_found' } });
    }
  });

  it.each<[string, (chatter: Chatter, key: { id: string; client: Client }) => Promise<unknown>]>([
    ['unlinks', async ({ person }) => unlink(person.client)],
    ['is disabled', async ({ person }) => admin.patch(`/v1/admin/users/${person.id}`, { status: 'disabled' })],
    ['is deleted', async ({ person }) => person.client.delete('/v1/me')],
    ['erases the conversation', async ({ person }) => person.client.delete('/v1/me/chat')],
    ['loses the key that speaks for them', async (_, { id }) => admin.delete(`/v1/admin/service-keys/${id}`)],
  ])('is listened to no more, within 5 seconds, who %s', async (_, change) => {
    const key = await givenChatService(world);
    const chatter = await givenChatter(world, key.client);
    const stream = await (await say(key.client, chatter.who, LONG)).until(({ text }) => text.length > 20);
    await change(chatter, key);
    const began = performance.now();
    await stream.end();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(stream.text.length).toBeLessThan(LONG.length);
    // Never as if that were the whole answer.
    expect(stream.types.filter((type) => type === 'finish')).toHaveLength(1);
    expect(stream.chunks.at(-1)).not.toMatchObject({ finishReason: 'stop' });
    expect(stream.done).toBe(true);
    expect((await follow(key.client, stream.header('x-turn-id'))).status).toBeGreaterThanOrEqual(401);
  });

  it('exports and erases all that was said, through the bot and as the person', async () => {
    const { who, person } = await givenChatter(world, service);
    const words = unique('words');
    for (let i = 0; i < 3; i++) await (await say(service, who, `${words} ${i}`)).end();
    const path = `${CHAT}/history?${queryOf(who)}`;
    interface Page {
      items: { text: string; role: string }[];
      next_cursor: string | null;
    }
    const first = (await service.get<Page>(`${path}&limit=4`)).body;
    const rest = (await service.get<Page>(`${path}&limit=4&cursor=${first.next_cursor ?? ''}`)).body;
    const all = [...first.items, ...rest.items];
    expect(all.map(({ role, text }) => `${role} ${text}`)).toEqual(
      [2, 1, 0].flatMap((i) => [`assistant ${words} ${i}`, `user ${words} ${i}`]),
    );
    expect((await person.client.get<Page>('/v1/me/chat')).body.items).toEqual(all);
    expect((await service.get<Page>(`${CHAT}/sessions?${queryOf(who)}`)).body.items).toHaveLength(3);
    expect((await service.delete(path)).status).toBe(204);
    expect((await service.get<Page>(path)).body.items).toEqual([]);
    const { rows } = await world.db.query(`SELECT frame FROM chat_events WHERE frame LIKE '%${words}%'`);
    expect(rows).toEqual([]);
    const { rowCount } = await world.db.query(
      `SELECT FROM audit_events WHERE action = 'chat.erased' AND subject_id = $1`,
      [person.id],
    );
    expect(rowCount).toBe(1);
  });

  it('takes null for what a client leaves open, as clients do that send every field they know', async () => {
    const { who, person } = await givenChatter(world, service);
    const opened = await service.post(`${CHAT}/session`, { ...who, message: null });
    expect([opened.status, Object.keys(opened.body)]).toEqual([200, ['session_id']]);
    const body = JSON.stringify({ user_id: person.id, message: 'hello', session_id: null });
    const headers = { ...service.headers, 'content-type': 'application/json' };
    const said = await EventStream.open(`${service.url}${CHAT}/stream`, { method: 'POST', headers, body });
    expect((await said.end()).text).toBe('hello');
  });

  it('begins a conversation once for one Idempotency-Key', async () => {
    const { who } = await givenChatter(world, service);
    const once = { 'idempotency-key': unique('key') };
    const [one, two] = [
      await service.post(`${CHAT}/session`, who, once),
      await service.post(`${CHAT}/session`, who, once),
    ];
    expect(two.body).toEqual(one.body);
  });
});

async function unlink(person: Client): Promise<void> {
  const [link] = (await person.get<{ id: string }[]>('/v1/platform-linking/links')).body;
  await person.delete(`/v1/platform-linking/links/${link?.id ?? ''}`);
}
