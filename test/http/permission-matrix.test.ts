import { Client } from '../support/client.js';
import { givenHuman, type Human } from '../support/given.js';
import { bearing, givenBot, givenBotToken, givenToken, type Groups } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';
import { declaredRoutes, type DeclaredRoute } from '../architecture/declared-routes.js';

interface Group {
  readonly group: string;
  readonly permissions: readonly { permission: string; routes: readonly { method: string; path: string }[] }[];
}

const ID = '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f';
/** What a refusal for want of a right says. */
const REFUSALS = new Set(['scope_missing', 'token_not_allowed', 'human_required']);

let world: World;
let ada: Human;
let routes: DeclaredRoute[];
let groups: readonly Group[];

beforeAll(async () => {
  world = await startWorld();
  ada = await givenHuman(world);
  routes = declaredRoutes(world.app).filter(
    ({ policy }) => policy && !['public', 'service', 'worker'].includes(policy.kind),
  );
  groups = (await new Client(world.url).get<Group[]>('/v1/permissions')).body;
});
afterAll(() => world.close());

const label = ({ method, path }: { method: string; path: string }): string =>
  `${method} ${path.replace(/:(\w+)/g, '{$1}')}`;

async function codeOf(client: Client, { method, path }: DeclaredRoute): Promise<string> {
  const target = path.replace(/:\w+/g, ID);
  const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const answer = await client[verb](target);
  return answer.status < 300 ? 'let in' : String(answer.body.code);
}

/** Which routes a token with one permission is let in at. */
async function opened(permissions: Groups, token: typeof givenToken): Promise<{ in: string[]; refused: string[] }> {
  const { secret } = await token(world, ada, { permissions });
  const result: { in: string[]; refused: string[] } = { in: [], refused: [] };
  const ask = async (route: DeclaredRoute): Promise<void> => {
    const code = await codeOf(bearing(world, secret), route);
    (REFUSALS.has(code) ? result.refused : result.in).push(label(route));
    expect(code).not.toBe('credentials_rejected');
  };
  // What ends or changes the token itself comes last.
  const ofItself = ({ path }: DeclaredRoute): boolean => path.startsWith('/v1/tokens/self');
  await Promise.all(routes.filter((route) => !ofItself(route)).map(ask));
  for (const route of routes.filter(ofItself)) await ask(route);
  return result;
}

describe('every permission and every route', () => {
  it('are advertised with the routes they open, to everybody', () => {
    expect(groups.map(({ group }) => group)).toEqual(expect.arrayContaining(['me', 'accounts', 'bot-connections']));
    const reads = groups.find(({ group }) => group === 'accounts')?.permissions[0];
    expect(reads?.routes).toEqual([
      { method: 'GET', path: '/v1/accounts' },
      { method: 'GET', path: '/v1/accounts/{id}' },
    ]);
  });

  it('are none without a route: a token never carries what opens nothing', () => {
    const idle = groups.flatMap(({ group, permissions }) =>
      permissions.filter(({ routes: own }) => own.length === 0).map(({ permission }) => `${group}:${permission}`),
    );
    expect(idle).toEqual([]);
  });

  it('fit together for a token of a person: exactly the method and the path that is declared', async () => {
    for (const { group, permissions } of groups) {
      for (const { permission, routes: own } of permissions) {
        const expected = [...own.map(label), 'GET /v1/tokens/self'].sort();
        const found = await opened({ [group]: [permission] }, givenToken);
        expect({ [`${group}:${permission}`]: found.in.sort() }).toEqual({ [`${group}:${permission}`]: expected });
        expect(found.refused).toHaveLength(routes.length - expected.length);
        await world.db.query('DELETE FROM api_tokens');
      }
    }
  }, 120_000);

  it('fit together for a token of a bot, which is let in nowhere that is for people', async () => {
    const bot = await givenBot(ada);
    const forPeople = new Set(
      routes.filter(({ policy }) => policy?.kind === 'human' && !policy.bots).map((route) => label(route)),
    );
    for (const { group, permissions } of groups) {
      for (const { permission, routes: own } of permissions) {
        const expected = [...own.map(label).filter((one) => !forPeople.has(one)), 'GET /v1/tokens/self'].sort();
        const found = await opened({ [group]: [permission] }, (place, owner, more) =>
          givenBotToken(place, owner, bot, more),
        );
        expect({ [`${group}:${permission}`]: found.in.sort() }).toEqual({ [`${group}:${permission}`]: expected });
        await world.db.query('DELETE FROM api_tokens');
      }
    }
  }, 120_000);

  it('say which permission is missing', async () => {
    const { secret } = await givenToken(world, ada);
    const client = bearing(world, secret);
    expect(await client.get('/v1/accounts')).toMatchObject({
      status: 403,
      body: { code: 'scope_missing', scope: 'accounts:read' },
    });
    expect(await client.get('/v1/user/bots')).toMatchObject({ status: 403, body: { code: 'token_not_allowed' } });
  });

  it('keep bots from what is for people, whatever their token may do', async () => {
    const all = Object.fromEntries(
      groups.map((one) => [one.group, one.permissions.map(({ permission }) => permission)]),
    );
    const { client } = await givenBotToken(world, ada, await givenBot(ada), { permissions: all });
    for (const [method, path] of [
      ['GET', '/v1/platform-linking/links'],
      ['POST', `/v1/platform-linking/tokens/${'A'.repeat(43)}/confirm`],
      ['GET', '/v1/user/bots'],
      ['PUT', '/v1/user/bots'],
      ['GET', '/v1/user/tokens'],
      ['PUT', '/v1/user/tokens'],
      ['POST', '/v1/accounts'],
      ['DELETE', '/v1/me'],
      ['GET', '/v1/admin/users'],
      ['POST', '/v1/auth/logout'],
    ] as const) {
      const answer = await codeOf(client, { method, path, policy: undefined });
      expect(`${method} ${path} ${answer}`).toBe(`${method} ${path} human_required`);
    }
  });
});
