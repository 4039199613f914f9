import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Platform } from '../support/platforms/platform.js';
import { sendRaw } from '../support/raw-http.js';
import { BASE, problemOf, startRelay, until, type Relay } from '../support/relay.js';

let relay: Relay;
let twitch: Platform;

beforeAll(async () => {
  relay = await startRelay();
  ({ twitch } = relay);
});
afterAll(() => relay.close());
afterEach(() => twitch.knobs.heal());

const send: Relay['send'] = (...request) => relay.send(...request);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('what is sent', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s arrives with query and body as they were', async (method) => {
    const body = method === 'GET' ? null : `{"a": "ünï", "b":[1,2] }`;
    const query = 'a=1&a=2&b=%2F..%2f|{}&c=//@x';
    const response = await send(`${BASE}/helix/odd/path:x/@me?${query}`, {
      method,
      ...(body === null ? {} : { body, headers: { 'content-type': 'application/json' } }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-acting-as')).toBe(`twitch:${relay.bot.person.login}`);
    const { method: seen, path, body: arrived, headers: told } = relay.lastCall();
    expect([seen, path, relay.lastCall().query, arrived]).toEqual([method, '/helix/odd/path:x/@me', query, body ?? '']);
    expect(told['content-type']).toBe(body === null ? undefined : 'application/json');
  });

  it('answers HEAD without a body and with its length', async () => {
    const response = await send(`${BASE}/_/bytes/1234`, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), (await response.text()).length]).toEqual([
      200,
      '1234',
      0,
    ]);
    expect(relay.lastCall().method).toBe('HEAD');
  });

  it('keeps the path of the original system working', async () => {
    const response = await send('/api/twitch/helix/users?login=x');
    expect([response.status, relay.lastCall().path, relay.lastCall().query]).toEqual([200, '/helix/users', 'login=x']);
  });

  it('takes any type of body, also none, and no JSON', async () => {
    for (const type of [
      'text/plain',
      'application/octet-stream',
      'application/json',
      'multipart/form-data; boundary=x',
      'nonsense',
    ]) {
      const bytes = randomBytes(1000);
      await send(`${BASE}/x`, { method: 'POST', body: bytes, headers: { 'content-type': type } });
      expect([relay.lastCall().sha256, relay.lastCall().headers['content-type']]).toEqual([sha256(bytes), type]);
    }
    await send(`${BASE}/x`, { method: 'POST' });
    expect([relay.lastCall().bytes, relay.lastCall().status]).toEqual([0, 200]);
  });

  it('holds nothing of the caller but what is listed', async () => {
    await send(`${BASE}/x`, {
      headers: {
        accept: 'a/b',
        'client-id': 'mine',
        cookie: 'session=secret',
        'x-forwarded-for': '10.0.0.1',
        forwarded: 'for=10.0.0.1',
        'x-account-id': relay.ada.accountId,
        'x-request-id': 'mine',
        'x-http-method-override': 'DELETE',
        'x-bot': 'y',
        'if-none-match': '"e"',
        'idempotency-key': 'k',
      },
    });
    const { headers: arrived } = relay.lastCall();
    const ofTheConnection = ['host', 'connection', 'user-agent', 'accept-language'];
    const told = Object.fromEntries(Object.entries(arrived).filter(([name]) => !ofTheConnection.includes(name)));
    expect(told).toEqual({
      accept: 'a/b',
      authorization: `Bearer ${relay.bot.accessToken}`,
      'client-id': twitch.clientId,
      'if-none-match': '"e"',
      'idempotency-key': 'k',
    });
    expect(JSON.stringify(relay.lastCall().rawHeaders)).not.toContain(relay.ada.accessToken);
    expect(arrived.host).toBe(new URL(twitch.origin).host);
  });

  it('is refused when its path could lead elsewhere, and the platform hears nothing', async () => {
    const before = relay.calls.length;
    for (const path of [
      '//evil.test/',
      '/../oauth2/token',
      '/%2e%2e/oauth2/token',
      '/x/..%2f..%2foauth2',
      '/@evil.test/',
      '/x\\y',
      '/x%00',
      '/%252e%252e/x',
      '/x//y',
      '/a/./b',
      '/x#y',
    ]) {
      const { status, body } = await sendRaw(relay.world.url, {
        method: 'GET',
        target: BASE + path,
        headers: Object.entries(relay.headers),
        body: null,
      });
      expect([path, status, (JSON.parse(body) as { code: string }).code]).toEqual([
        path,
        400,
        'passthrough_path_refused',
      ]);
    }
    expect(relay.calls).toHaveLength(before);
  });

  it('is refused when it names two bots in any way', async () => {
    for (const more of [[['X-On-Behalf-Of', relay.bot.ref.id]], [['x-tau-on-behalf-of', 'other']]] as [
      string,
      string,
    ][][]) {
      const { status } = await sendRaw(relay.world.url, {
        method: 'GET',
        target: `${BASE}/x`,
        headers: [...Object.entries(relay.headers), ...more],
        body: null,
      });
      expect(status).toBe(400);
    }
  });

  it('opens no other route to bodies that are no JSON', async () => {
    const response = await send('/v1/chat-messages', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/x-unread' },
    });
    expect(await problemOf(response)).toEqual({ status: 415, code: 'media_type_unsupported' });
  });

  it('is 404 for a platform that there is not', async () => {
    expect(await problemOf(await send('/v1/passthrough/myspace/users'))).toEqual({
      status: 404,
      code: 'route_not_found',
    });
  });
});

describe('a body that is too large', () => {
  const limit = 10 * 1024 * 1024;

  it('is refused at once when its length is said', async () => {
    const before = relay.calls.length;
    const response = await send(`${BASE}/x`, { method: 'POST', body: Buffer.alloc(limit + 1) }).catch(() => null);
    if (response) expect(await problemOf(response)).toEqual({ status: 413, code: 'request_too_large' });
    expect(relay.calls).toHaveLength(before);
  });

  it('is refused when it comes in chunks, and the platform call is cancelled', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const upload = httpRequest(relay.world.url + `${BASE}/x`, { method: 'POST', headers: relay.headers }, (answer) =>
        resolve(answer.statusCode),
      );
      upload.on('error', () => undefined);
      const write = (left: number): void => {
        if (left > 0 && !upload.destroyed) upload.write(Buffer.alloc(512 * 1024), () => write(left - 1));
      };
      write(22);
    });
    expect(status).toBe(413);
    await until(() => expect(relay.lastCall().outcome).toBe('client_gone'));
    expect(relay.lastCall().sha256).toBeNull();
  });
});
