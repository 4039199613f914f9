import type { Client } from '../support/client.js';
import { refusals } from '../support/ai-clients/every-client.js';
import { eventually } from '../support/eventually.js';
import { CHAT, givenChatService, givenChatter, queryOf, type Chatter } from '../support/given-chat.js';
import { startWorld, type World } from '../support/world.js';

const LONG = Array.from({ length: 60 }, (_, number) => `word${number}`).join(' ');

describe('the AI SDK 5, 6 and 7', () => {
  let world: World;
  let service: Client;
  let ada: Chatter;

  beforeAll(async () => {
    world = await startWorld({ ASSISTANT_ECHO_WORD_MS: '5', CHAT_TURN_SECONDS: '1', SHUTDOWN_GRACE_SECONDS: '1' });
    service = (await givenChatService(world)).client;
    ada = await givenChatter(world, service);
  });
  afterAll(() => world.close());

  const ask = (message: string): Promise<Response> =>
    fetch(`${service.url}${CHAT}/stream`, {
      method: 'POST',
      headers: { ...service.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ ...ada.who, message }),
    });

  it('take every frame of an answer', async () => {
    expect(await refusals(() => ask('one two three'))).toEqual([]);
  });

  it('take every frame of an answer that was cancelled', async () => {
    const asked = async (): Promise<Response> => {
      const response = await ask(LONG);
      await service.post(`${CHAT}/turns/${response.headers.get('x-turn-id') ?? ''}/cancel`);
      return response;
    };
    expect(await refusals(asked)).toEqual([]);
  });

  it('take every frame of an answer that failed', async () => {
    expect(await refusals(() => ask(LONG.repeat(10)))).toEqual([]);
  });

  it('take up what is answered now, and see that there is nothing', async () => {
    const path = (session: string): string => `${service.url}${CHAT}/${session}/stream?${queryOf(ada.who)}`;
    const resumed = async (): Promise<Response> => {
      const running = await ask(LONG);
      void running.text();
      return fetch(path(running.headers.get('x-session-id') ?? ''), { headers: service.headers });
    };
    expect(await refusals(resumed, 'resume')).toEqual([]);
    const over = await ask('over');
    await over.text();
    const session = over.headers.get('x-session-id') ?? '';
    await eventually(async () => (await fetch(path(session), { headers: service.headers })).status === 204);
    const nothing = (): Promise<Response> => fetch(path(session), { headers: service.headers });
    expect(await refusals(nothing, 'resume')).toEqual(Array.from({ length: 3 }, () => 'there was no stream'));
  });
});
