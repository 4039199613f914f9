import { ask, codesOf } from '../support/asking.js';
import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, type Human } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const SCHEMA = '{ __schema { queryType { name } types { name } } }';

let world: World;
let ada: Human;

beforeAll(async () => {
  world = await startWorld();
  ada = await givenHuman(world);
});
afterAll(() => world.close());

const fields = (count: number, one: (i: number) => string): string =>
  `{ ${Array.from({ length: count }, (_, i) => one(i)).join(' ')} }`;

const statements = async (): Promise<number> =>
  Number((await world.db.query<{ n: string }>('SELECT count(*) AS n FROM audit_events')).rows[0]?.n);

describe('a query', () => {
  it('may have 15 aliases, and not 16', async () => {
    expect(
      codesOf(
        await ask(
          ada.client,
          fields(15, (i) => `a${i}: botConnections { id }`),
        ),
      ),
    ).toEqual([]);
    expect(
      codesOf(
        await ask(
          ada.client,
          fields(16, (i) => `a${i}: botConnections { id }`),
        ),
      ),
    ).toEqual(['query_too_large']);
  });

  it('has at most 8 levels, also through fragments', async () => {
    const deep = (levels: number): string => (levels === 0 ? 'id' : `connection { ${deep(levels - 1)} }`);
    expect(codesOf(await ask(ada.client, `{ botConnectionStatuses { ${deep(8)} } }`))).toEqual(['query_too_large']);
    // One level less is no longer too deep: what is wrong with it is that the schema has no such field.
    expect(codesOf(await ask(ada.client, `{ botConnectionStatuses { ${deep(6)} } }`))).toEqual(['query_invalid']);
    const spread = `{ botConnectionStatuses { ...A } } fragment A on BotConnectionStatus { ${deep(8)} }`;
    expect(codesOf(await ask(ada.client, spread))).toEqual(['query_too_large']);
  });

  it('costs at most 1000, and has no end of fragments', async () => {
    const costly = fields(15, (i) => `a${i}: botConnections { ${'id platform scopes status '.repeat(12)} }`);
    expect(codesOf(await ask(ada.client, costly))).toEqual(['query_too_large']);
    const circle =
      '{ botConnections { ...A } } fragment A on BotConnection { ...B } fragment B on BotConnection { ...A }';
    expect(['query_too_large', 'query_invalid']).toContain(codesOf(await ask(ada.client, circle))[0]);
  });

  it('is one: a batch is refused', async () => {
    const batch = await ada.client.post('/graphql', JSON.stringify([{ query: '{ __typename }' }]), {
      'content-type': 'application/json',
    });
    expect(batch).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
    expect((await ada.client.get('/graphql?query=%7B__typename%7D')).status).toBe(405);
  });

  it.each(['', '{', '{ nothing }', 'query A { botConnections { id } } query B { botConnections { id } }', 'nonsense'])(
    '%j is refused before anything is done',
    async (query) => {
      const before = await statements();
      const answer = await ada.client.post<{ errors?: { extensions: { code: string } }[] }>('/graphql', { query });
      if (query === '') expect(answer.status).toBe(422);
      else expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['query_invalid']);
      expect(await statements()).toBe(before);
    },
  );

  it('says what is wrong with its variables', async () => {
    const query = 'mutation A($p: BotPlatform!) { deleteBotConnection(platform: $p) }';
    expect(codesOf(await ask(ada.client, query, { p: 'myspace' }))).toEqual(['query_invalid']);
    expect(codesOf(await ask(ada.client, query))).toEqual(['query_invalid']);
  });
});

describe('the schema', () => {
  it('is told outside production', async () => {
    expect((await ask(new Client(world.url), SCHEMA)).data).toMatchObject({
      __schema: { queryType: { name: 'Query' } },
    });
  });

  it('is told in production to a system admin alone; names of types always are', async () => {
    const strict = await world.replica({ NODE_ENV: 'production' });
    const admin = (await givenAdmin(world)).at(strict.url);
    const others = [
      ada.client.at(strict.url),
      new Client(strict.url),
      new Client(strict.url, { authorization: 'Bearer x' }),
    ];
    for (const client of others) {
      expect(codesOf(await ask(client, SCHEMA))).toEqual(expect.arrayContaining(['query_invalid']));
      expect((await ask(client, '{ __typename }')).data).toEqual({ __typename: 'Query' });
    }
    expect((await ask(admin, SCHEMA)).data).toMatchObject({ __schema: { queryType: { name: 'Query' } } });
  });
});
