import { LinkExpired } from '../src/index.js';
import { ADA, BOB, open, type Setting } from './setting.js';

let setting: Setting;
beforeEach(async () => {
  setting = await open();
});
afterEach(() => setting.server.close());

describe('a bot service', () => {
  it('asks who is writing', async () => {
    const { client } = setting;
    expect(await client.resolve(ADA)).toBe('user-of-ada');
    expect(await client.resolve(BOB)).toBeNull();
  });

  it('makes a link for somebody unknown, and waits until they confirmed', async () => {
    const { server, client } = setting;
    const link = await client.link({ ...BOB, platform_username: 'Bob' });
    expect(link.url).toBe(`${server.url}/link/token-1`);
    expect(await link.status()).toEqual({ status: 'pending', user_id: null });
    setTimeout(() => server.confirm(), 20);
    expect(await link.wait()).toBe('user-of-bob');
    expect(await client.resolve(BOB)).toBe('user-of-bob');
  });

  it('makes one link when its request is lost on the way', async () => {
    const { server, client } = setting;
    server.instead = [(answer) => void answer.socket?.resetAndDestroy()];
    await client.link(BOB, { idempotencyKey: 'discord:1' });
    expect(server.seen.map(({ headers }) => headers['idempotency-key'])).toEqual(['discord:1', 'discord:1']);
  });

  it('hears when the link expired', async () => {
    const { server, client } = setting;
    const link = await client.link(BOB);
    server.instead = [(reply) => void reply.end('{"status":"expired","user_id":null}')];
    await expect(link.wait()).rejects.toBeInstanceOf(LinkExpired);
  });

  it('stops waiting when it is told to', async () => {
    const link = await setting.client.link(BOB);
    await expect(link.wait(AbortSignal.timeout(30))).rejects.toThrow();
  });

  it('begins a conversation', async () => {
    expect(await setting.client.startSession(ADA)).toBe('session-1');
    expect(setting.server.seen).toMatchObject([{ path: '/chat/session', body: ADA }]);
  });
});
