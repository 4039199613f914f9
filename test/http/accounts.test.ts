import { Client } from '../support/client.js';
import { givenHuman, unique, type Human } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

interface Account {
  readonly id: string;
}

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const NOWHERE = '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f';

const givenAccount = async (owner: Human, name = 'Engines'): Promise<string> =>
  (await owner.client.post<Account>('/v1/accounts', { name })).body.id;

describe('an account', () => {
  it('is created by anybody, who then owns it', async () => {
    const ada = await givenHuman(world);
    const answer = await ada.client.post<Account>('/v1/accounts', { name: ' Engines\u202e ', bot_fallback: 'global' });
    const account = { name: 'Engines', bot_fallback: 'global', personal: false, role: 'owner' };
    expect(answer).toMatchObject({ status: 201, body: account });
    expect(await ada.client.get(`/v1/accounts/${answer.body.id}`)).toMatchObject({ status: 200, body: account });
  });

  it('is created once for one Idempotency-Key', async () => {
    const ada = await givenHuman(world);
    const key = { 'idempotency-key': unique('key') };
    const attempts = Array.from({ length: 5 }, () => ada.client.post<Account>('/v1/accounts', { name: 'Once' }, key));
    const answers = await Promise.all(attempts);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    const other = await ada.client.post('/v1/accounts', { name: 'Other' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('is listed page by page', async () => {
    const ada = await givenHuman(world);
    const made = [ada.accountId];
    for (let i = 0; i < 4; i++) made.push(await givenAccount(ada, `Account ${i}`));
    const pages: (cursor: string | null) => Promise<string[]> = async (cursor) => {
      const path = `/v1/accounts?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`;
      const { body } = await ada.client.get<{ items: Account[]; next_cursor: string | null }>(path);
      const ids = body.items.map(({ id }) => id);
      return body.next_cursor === null ? ids : [...ids, ...(await pages(body.next_cursor))];
    };
    expect(await pages(null)).toEqual(made);
    expect(await ada.client.get('/v1/accounts?cursor=x')).toMatchObject({
      status: 422,
      body: { code: 'cursor_invalid' },
    });
  });

  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: '\u202e' }, 'name'],
    [{ name: 'x'.repeat(121) }, 'name'],
    [{ name: 'x', bot_fallback: 'some' }, 'bot_fallback'],
    [{ name: 'x', bot_fallback: null }, 'bot_fallback'],
    [{ name: 'x', personal_of: NOWHERE }, 'personal_of'],
    [{ name: 'x', role: 'owner' }, 'role'],
  ])('is not created from %j', async (body, path) => {
    const ada = await givenHuman(world);
    const answer = await ada.client.post<{ errors: { path: string }[] }>('/v1/accounts', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]?.path).toBe(path);
  });

  it('may be renamed', async () => {
    const ada = await givenHuman(world);
    const id = await givenAccount(ada);
    const answer = await ada.client.patch(`/v1/accounts/${id}`, { name: 'Looms', bot_fallback: 'global' });
    expect(answer).toMatchObject({ status: 200, body: { name: 'Looms', bot_fallback: 'global', role: 'owner' } });
    expect(await ada.client.patch(`/v1/accounts/${id}`, { name: null })).toMatchObject({ status: 422 });
    expect(await ada.client.patch(`/v1/accounts/${id}`, {})).toMatchObject({ status: 200 });
  });

  it('may be deleted by an owner only, and a personal one never', async () => {
    const [ada, grace] = [await givenHuman(world), await givenHuman(world)];
    const id = await givenAccount(ada);
    await ada.client.put(`/v1/accounts/${id}/members/${grace.username}`, { role: 'admin' });
    const refused = await grace.client.delete(`/v1/accounts/${id}`);
    expect(refused).toMatchObject({ status: 403, body: { code: 'owner_required' } });
    const personal = await ada.client.delete(`/v1/accounts/${ada.accountId}`);
    expect(personal).toMatchObject({ status: 409, body: { code: 'personal_account' } });
    expect((await ada.client.delete(`/v1/accounts/${id}`)).status).toBe(204);
    expect(await ada.client.get(`/v1/accounts/${id}`)).toMatchObject({ status: 404 });
  });

  it('of somebody else looks like one that does not exist', async () => {
    const [ada, grace] = [await givenHuman(world), await givenHuman(world)];
    const id = await givenAccount(ada);
    const calls: ((client: Client, account: string) => Promise<{ status: number; body: Record<string, unknown> }>)[] = [
      (client, account) => client.get(`/v1/accounts/${account}`),
      (client, account) => client.patch(`/v1/accounts/${account}`, { name: 'x' }),
      (client, account) => client.delete(`/v1/accounts/${account}`),
      (client, account) => client.get(`/v1/accounts/${account}/members`),
      (client, account) => client.put(`/v1/accounts/${account}/members/${grace.username}`, { role: 'owner' }),
      (client, account) => client.delete(`/v1/accounts/${account}/members/${ada.username}`),
    ];
    for (const call of calls) {
      const [foreign, absent] = [await call(grace.client, id), await call(grace.client, NOWHERE)];
      expect(foreign).toMatchObject({ status: 404, body: { code: 'account_not_found' } });
      expect({ ...foreign.body, instance: '' }).toEqual({ ...absent.body, instance: '' });
      expect(await call(grace.client, 'x')).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
      expect(await call(new Client(world.url), id)).toMatchObject({ status: 401 });
    }
  });
});

describe('the account of a request', () => {
  const audit = (client: Client, account?: string) =>
    client.get('/v1/audit', account === undefined ? {} : { 'x-account-id': account });

  it('is the one of X-Account-Id, else the personal one', async () => {
    const [ada, grace] = [await givenHuman(world), await givenHuman(world)];
    const id = await givenAccount(ada);
    await ada.client.put(`/v1/accounts/${id}/members/${grace.username}`, { role: 'moderator' });
    expect(await audit(grace.client)).toMatchObject({ status: 200 });
    expect(await audit(ada.client, id)).toMatchObject({ status: 200 });
    expect(await audit(ada.client, id.toUpperCase())).toMatchObject({ status: 200 });
    const moderator = await audit(grace.client, id);
    expect(moderator).toMatchObject({ status: 403, body: { code: 'permission_missing', permission: 'audit:read' } });
    expect(await audit(grace.client, ada.accountId)).toMatchObject({
      status: 404,
      body: { code: 'account_not_found' },
    });
    expect(await audit(grace.client, 'x')).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
  });
});
