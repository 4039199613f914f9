import type { Answer, Client } from './client.js';
import { vaultOf } from './given-actors.js';
import { givenConnection, type GivenConnection } from './given-connections.js';
import { givenHuman, type Human } from './given.js';
import { startPlatform, type Platform } from './platforms/platform.js';
import type { ChatMessage, PlatformName } from './platforms/words.js';
import { startWorld, type World } from './world.js';

export const SCOPES: Readonly<Record<PlatformName, string>> = {
  twitch: 'user:write:chat',
  youtube: 'https://www.googleapis.com/auth/youtube.force-ssl',
  kick: 'chat:write',
  trovo: 'chat_send_self',
  discord: 'bot',
};

export const PLATFORM_NAMES = Object.keys(SCOPES) as PlatformName[];

export const DISCORD_CHANNEL = '123456789012345678';

export interface Sent {
  readonly id: string | null;
  readonly platform: string;
  readonly acting_as: string;
  readonly delivered: boolean;
  readonly drop_reason: string | null;
  readonly parts?: readonly unknown[];
  readonly code?: string;
}

/** A program with all platforms around it, and somebody with a bot on each. */
export class Chats {
  constructor(
    readonly world: World,
    readonly ada: Human,
    readonly platforms: Readonly<Record<PlatformName, Platform>>,
    readonly bots: Readonly<Record<PlatformName, GivenConnection>>,
    /** Id of a channel on Twitch. */
    readonly streamer: string,
  ) {}

  /** As the account's bot, unless the body says otherwise. */
  say(body: object, headers: Record<string, string> = {}, client: Client = this.ada.client): Promise<Answer<Sent>> {
    return client.post<Sent>('/v1/chat-messages', { as: 'bot', ...body }, headers);
  }

  toTwitch(text: string, more: object = {}): object {
    return { platform: 'twitch', channel: this.streamer, text, ...more };
  }

  heard(name: PlatformName, text: string): readonly ChatMessage[] {
    return this.platforms[name].chat.messages.filter((one) => one.text === text);
  }

  heal(): void {
    for (const { knobs } of Object.values(this.platforms)) knobs.heal();
  }

  async close(): Promise<void> {
    await Promise.all([this.world.close(), ...Object.values(this.platforms).map((one) => one.close())]);
  }
}

export async function startChats(): Promise<Chats> {
  const started = await Promise.all(PLATFORM_NAMES.map((name) => startPlatform(name)));
  const environment = started.flatMap((one) => Object.entries(one.environment()));
  const world = await startWorld({ ...Object.fromEntries(environment), PLATFORM_ANSWER_TIMEOUT_SECONDS: '2' });
  const ada = await givenHuman(world);
  const connected = await Promise.all(
    started.map((one) => givenConnection(vaultOf(world), one, { accountId: ada.accountId })),
  );
  for (const name of PLATFORM_NAMES)
    await world.db.query('UPDATE bot_connections SET scopes = $2 WHERE platform = $1', [name, [SCOPES[name]]]);
  const platforms = byName(started);
  return new Chats(world, ada, platforms, byName(connected), platforms.twitch.users.add({ login: 'streamer' }).id);
}

const byName = <T>(all: readonly T[]): Record<PlatformName, T> =>
  Object.fromEntries(all.map((one, i) => [PLATFORM_NAMES[i], one])) as Record<PlatformName, T>;
