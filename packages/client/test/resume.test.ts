import { longScript, SCRIPTS } from '../../../test/support/scripted-chat/scripts.js';
import { problem } from '../../../test/support/scripted-chat/scripted-understudy.js';
import { Refused, ReplyBroken } from '../src/index.js';
import { ADA, open, readAll, type Setting } from './setting.js';

let setting: Setting;
beforeEach(async () => {
  setting = await open();
});
afterEach(() => setting.server.close());

/** Multiplicative congruential, so that a failing seed fails again. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

describe('a reply whose connection is lost', () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
    'at random bytes, eight times, is read whole, every chunk once (seed %i)',
    async (seed) => {
      const { server, client } = setting;
      const roll = dice(seed);
      server.script = longScript(40);
      const ends = ['break', 'close'] as const;
      server.fates = Array.from({ length: 8 }, () => ({ bytes: roll(900), then: ends[roll(2)] ?? 'break' }));
      const { chunks, thrown } = await readAll(await client.chat(ADA, 'Go on'));
      expect(thrown).toBeNull();
      expect(chunks).toEqual(server.script);
      expect(server.turns).toHaveLength(1);
    },
  );

  it('goes on exactly where it was', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    server.fates = [{ bytes: 260, then: 'break' }];
    await readAll(await client.chat(ADA, 'Hello'));
    const [first, second] = server.streams();
    expect([first?.method, first?.headers['last-event-id']]).toEqual(['POST', undefined]);
    expect([second?.method, second?.path]).toEqual(['GET', '/chat/turns/turn-1/stream']);
    expect(second?.headers['last-event-id']).toMatch(/^turn-1\.0000000[1-9]$/);
  });

  it('is read whole by a server that begins anew, compacted', async () => {
    const { server, client } = setting;
    server.script = longScript(20);
    server.forgetful = true;
    server.fates = [400, 700, 1500].map((bytes) => ({ bytes, then: 'break' as const }));
    const { text, thrown, chunks } = await readAll(await client.chat(ADA, 'Go on'));
    expect(thrown).toBeNull();
    expect(text).toBe((await readAll(client.follow('turn-1'))).text);
    expect(chunks.filter(({ type }) => !type.endsWith('delta')).map(({ type }) => type)).toEqual([
      'start',
      'start-step',
      'text-start',
      'text-end',
      'finish-step',
      'finish',
    ]);
  });

  it('goes on after a server that stops ends it at an event, and its successor is not there yet', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    server.fates = [{ bytes: 200, then: 'close' }];
    const reply = await client.chat(ADA, 'Hello');
    server.instead = [
      (answer) => problem(answer, 503, 'stopping', { 'retry-after': '0' }),
      (answer) => void answer.socket?.resetAndDestroy(),
    ];
    expect((await readAll(reply)).chunks).toEqual(SCRIPTS.text);
  });

  it('goes on after a connection that fell silent', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    server.fates = [{ bytes: 200, then: 'silence' }];
    expect((await readAll(await client.chat(ADA, 'Hello'))).chunks).toEqual(SCRIPTS.text);
  });

  it('is an error, not a short answer, when the rest cannot be had', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    server.fates = Array.from({ length: 1_000 }, () => ({ bytes: 5, then: 'break' as const }));
    server.fates[0] = { bytes: 320, then: 'break' };
    const { text, thrown } = await readAll(await client.chat(ADA, 'Hello'));
    expect(thrown).toBeInstanceOf(ReplyBroken);
    expect(text).toMatch(/^Hello, /);
  });

  it('tells when the turn may no longer be read', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    server.fates = [{ bytes: 200, then: 'break' }];
    const reply = await client.chat(ADA, 'Hello');
    server.instead = [(answer) => problem(answer, 404, 'chat_turn_not_found')];
    const { thrown } = await readAll(reply);
    expect(thrown).toBeInstanceOf(Refused);
    expect(thrown).toMatchObject({ status: 404, code: 'chat_turn_not_found', message: 'No: chat_turn_not_found' });
  });

  it('is complete with its finish, even when [DONE] never comes', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    const reply = await client.chat(ADA, 'Hello');
    await reply.text();
    const whole = server.turns[0]?.bytes(null, false);
    let bytes = -'data: [DONE]\n\n'.length;
    for await (const event of whole ?? []) bytes += Buffer.byteLength(event);
    server.fates = [{ bytes, then: 'break' }];
    expect((await readAll(client.follow('turn-1'))).thrown).toBeNull();
    expect(server.streams()).toHaveLength(2);
  });

  it('is an error when [DONE] comes without a finish', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text.slice(0, -1);
    const { text, thrown } = await readAll(await client.chat(ADA, 'Hello'));
    expect(thrown).toBeInstanceOf(ReplyBroken);
    expect(text).toContain('Second line.');
  });

  it('is an error when an event is no chunk', async () => {
    const { server, client } = setting;
    server.script = [{ type: 'start' }, 'nonsense' as never];
    expect((await readAll(await client.chat(ADA, 'Hello'))).thrown).toBeInstanceOf(ReplyBroken);
  });
});
