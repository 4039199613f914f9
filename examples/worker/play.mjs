import { setTimeout as pause } from 'node:timers/promises';
import { Actor } from '../demo/api.mjs';
import { DemoFailure, text, uuid } from '../demo/expect.mjs';
import { scene } from '../demo/scenes/scene.mjs';
import { readAlong, startWorker } from './stage.mjs';

const PATIENCE_MS = 20_000;
const SAID = 'Good evening, everybody!';

/**
 * A bot comes into a channel, speaks, goes out and comes in again when asked, and leaves.
 *
 * @throws DemoFailure at the first thing that is not as required
 */
export async function play({ url, credentials, twitch, chat }) {
  const admin = await signIn(url, credentials);
  scene('The admin makes a system key, and the worker starts with it');
  const key = await admin.post('/v1/admin/system-keys', { name: 'twitch chat' }, { status: 201, body: { key: text } });
  const worker = startWorker({
    SERVER_URL: url,
    SYSTEM_KEY: key.key,
    TWITCH_IRC_URL: `irc://${chat.host}:${chat.port}`,
  });
  const reader = readAlong(chat, 'streamer');
  try {
    scene('A streamer connects their channel, and a bot of their own');
    await connect(admin, twitch, '/v1/channel-connections', 'streamer');
    await connect(admin, twitch, '/v1/bot-connections', 'mybot');
    await becomes(admin, 'connected');
    scene('What is to be said is said under the name of the bot');
    const message = { platform: 'twitch', channel: 'streamer', as: 'bot', text: SAID };
    await admin.post('/v1/chat-messages', message, {
      status: 200,
      body: { delivered: true, acting_as: 'twitch:mybot' },
    });
    await until(() => reader.heard.some(({ login, text: said }) => login === 'mybot' && said === SAID), 'the message');
    console.log(`  in the channel: <mybot> ${SAID}`);
    await rejoin(admin);
    scene('The bot is paused');
    await admin.post('/v1/bot-toggle', { platform: 'twitch', enabled: false }, { status: 200 });
    await becomes(admin, 'paused');
    if (isThere(chat)) throw new DemoFailure('The bot is paused and still in the channel.');
  } finally {
    reader.close();
    await worker.stop();
  }
}

/** Looks again and again without printing each look. */
class Watcher extends Actor {
  constructor(url, name, headers) {
    super(url, name, headers);
    this.look = async (path) => (await fetch(url + path, { headers })).json();
  }
}

async function rejoin(admin) {
  scene('The bot goes out and comes in again');
  const begun = await admin.post(
    '/v1/bot-rejoin',
    { platform: 'twitch' },
    { status: 202, body: { id: uuid, status: text } },
  );
  let shown = '';
  await until(async () => {
    const { status } = await admin.look(`/v1/bot-commands/${begun.id}`);
    if (status !== shown) console.log(`  the command is ${status}`);
    shown = status;
    if (status === 'failed' || status === 'expired') throw new DemoFailure(`The rejoin ${status}.`);
    return status === 'acked';
  }, 'the rejoin');
}

async function connect(admin, twitch, place, login) {
  const { url } = await admin.get(`${place}/twitch/authorize`, { status: 200, body: { url: text } });
  const { code, state } = await twitch.approve(url, twitch.users.find(login));
  await admin.post(`${place}/twitch/exchange`, { code, state }, { status: 201, body: { id: uuid, status: 'active' } });
}

async function becomes(admin, wanted) {
  let shown = '';
  await until(async () => {
    const { state } = (await admin.look('/v1/bot-status')).find(({ platform }) => platform === 'twitch');
    if (state !== shown) console.log(`  the bot is ${state}`);
    shown = state;
    return state === wanted;
  }, wanted);
}

const isThere = (chat) => chat.signedIn('mybot').some(({ channels }) => channels.has('streamer'));

async function until(check, what) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await check())) {
    if (Date.now() > deadline) throw new DemoFailure(`Waited in vain: ${what}.`);
    await pause(200);
  }
}

async function signIn(url, { login, password }) {
  scene('The admin signs in');
  const answer = { status: 200, body: { access_token: text } };
  const { access_token: token } = await new Actor(url, 'admin').post('/v1/auth/login', { login, password }, answer);
  return new Watcher(url, 'admin', { authorization: `Bearer ${token}` });
}
