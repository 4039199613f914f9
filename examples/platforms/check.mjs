import { setTimeout as pause } from 'node:timers/promises';
import { Actor } from '../demo/api.mjs';
import { DemoFailure, text, uuid } from '../demo/expect.mjs';
import { scene } from '../demo/scenes/scene.mjs';
import { PEOPLE } from './platforms.mjs';

const CONNECTIONS = '/v1/bot-connections';
/** The platform is told after the answer. */
const REVOCATION_MS = 10_000;
const [BOT, STREAMER] = PEOPLE;

/**
 * Plays what the guide tells: connects a bot at each platform that takes new connections, and sees what became of it.
 *
 * @throws DemoFailure at the first answer that is not as required
 */
export async function check(url, credentials, platforms) {
  const admin = await signIn(url, credentials);
  for (const platform of platforms.filter(({ platform: name }) => ['twitch', 'youtube', 'kick'].includes(name))) {
    await connect(admin, platform);
  }
  scene('Discord has a token from its portal');
  const discord = platforms.find(({ platform }) => platform === 'discord');
  const token = discord.botToken(discord.users.find(BOT));
  await admin.call('PUT', `${CONNECTIONS}/discord`, { status: 201, body: connected('discord') }, { body: { token } });
  scene('A connection that is given up is revoked at the platform');
  await admin.delete(`${CONNECTIONS}/kick`, { status: 204 });
  await noTokensLeft(platforms.find(({ platform }) => platform === 'kick'));
}

async function connect(admin, platform) {
  const name = platform.platform;
  const path = `${CONNECTIONS}/${name}`;
  scene(`${name}: the person denies, then approves`);
  const begin = () =>
    admin.get(`${path}/authorize`, { status: 200, body: { url: text, state: text, expires_at: text } });
  const { error } = await platform.deny((await begin()).url);
  console.log(`  ${STREAMER} at ${name}: ${error}`);
  const { code, state } = await platform.approve((await begin()).url, platform.users.find(BOT));
  console.log(`  ${BOT} at ${name}: approved`);
  await admin.post(`${path}/exchange`, { code, state }, { status: 201, body: connected(name) });
  await admin.post(`${path}/exchange`, { code, state }, { status: 400 });
}

async function noTokensLeft({ tokens, users }) {
  const deadline = Date.now() + REVOCATION_MS;
  while (tokens.liveAccess(users.find(BOT)).length > 0) {
    if (Date.now() > deadline) throw new DemoFailure('Kick still takes the token of a connection that was given up.');
    await pause(50);
  }
  console.log(`  ${BOT} at kick: no token is left`);
}

const connected = (platform) => ({ id: uuid, platform, bot_type: 'custom', status: 'active' });

async function signIn(url, { login, password }) {
  scene('The admin signs in');
  const anybody = new Actor(url, 'admin');
  const answer = { status: 200, body: { access_token: text } };
  const { access_token: token } = await anybody.post('/v1/auth/login', { login, password }, answer);
  return new Actor(url, 'admin', { authorization: `Bearer ${token}` });
}
