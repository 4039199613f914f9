import { Client } from '../support/client.js';
import { startWorld, type World } from '../support/world.js';

describe('the body of a request', () => {
  let world: World;
  let anybody: Client;
  beforeAll(async () => {
    world = await startWorld();
    anybody = new Client(world.url);
  });
  afterAll(() => world.close());

  const credentials = { login: 'nobody', password: 'wrong horse battery staple' };

  it.each([
    ['of its own', { ...credentials, constructor: { name: 'x' } }, 'constructor'],
    ['in the place of a text', { ...credentials, login: { constructor: 'x' } }, 'login.constructor'],
    ['in an unknown field', { ...credentials, x: [{ constructor: null }] }, 'x.0.constructor'],
  ])('that names a field "constructor" %s is refused like any unknown field', async (_, body, path) => {
    expect(await anybody.post('/v1/auth/login', body)).toMatchObject({
      status: 422,
      body: { code: 'request_invalid', errors: [{ path, code: 'unknown_field' }] },
    });
  });

  it('may hold the word as a text', async () => {
    const answer = await anybody.post('/v1/auth/login', { ...credentials, login: 'constructor' });
    expect(answer).toMatchObject({ status: 401, body: { code: 'credentials_rejected' } });
  });
});
