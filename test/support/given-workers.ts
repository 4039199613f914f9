import { Client } from './client.js';
import { givenAdmin, givenHuman, unique, type Human, type Place } from './given.js';
import { BOTS_AT, connect, somebody } from './connecting.js';
import { givenChannel, type GivenChannel } from './given-actors.js';
import type { Platform } from './platforms/platform.js';
import type { Person } from './platforms/words.js';
import type { World } from './world.js';

export interface SystemKey {
  readonly id: string;
  readonly secret: string;
  /** Sends the key. */
  readonly client: Client;
}

/** The key of a bot worker. */
export async function givenSystemKey(place: Place, platforms?: readonly string[]): Promise<SystemKey> {
  const admin = await givenAdmin(place);
  const { status, body } = await admin.post<{ id: string; key: string }>('/v1/admin/system-keys', {
    name: unique('worker'),
    ...(platforms && { platforms }),
  });
  if (status !== 201) throw new Error(`Could not create a system key: ${status} ${JSON.stringify(body)}`);
  return { id: body.id, secret: body.key, client: new Client(place.url, { authorization: `Bearer ${body.key}` }) };
}

export interface Streamer {
  readonly human: Human;
  readonly accountId: string;
  readonly channel: GivenChannel;
}

/** Somebody whose channel wants a bot. */
export async function givenStreamer(world: World, twitch: Platform): Promise<Streamer> {
  const human = await givenHuman(world);
  return { human, accountId: human.accountId, channel: await givenChannel(world, twitch, human.accountId) };
}

export interface ConnectedBot {
  readonly ref: { readonly id: string };
  readonly person: Person;
}

/** The same, with a bot of their own, connected with everything that the program asks for. */
export async function givenStreamerWithBot(
  world: World,
  twitch: Platform,
): Promise<Streamer & { readonly bot: ConnectedBot }> {
  const streamer = await givenStreamer(world, twitch);
  const person = somebody(twitch);
  const { status, body } = await connect(streamer.human.client, BOTS_AT, twitch, person);
  if (status !== 201) throw new Error(`Could not connect a bot: ${status} ${JSON.stringify(body)}`);
  return { ...streamer, bot: { ref: { id: body.id }, person } };
}

export interface Leased {
  readonly leases: readonly { readonly account_id: string; readonly fence: number }[];
  readonly workers: number;
}

/** A worker by hand. */
export class Hand {
  constructor(
    readonly client: Client,
    readonly worker = unique('worker'),
  ) {}

  async lease(accountIds: readonly string[], ttl = 30): Promise<Leased> {
    const body = { platform: 'twitch', account_ids: accountIds, worker: this.worker, ttl };
    const answer = await this.client.post<Leased>('/v1/worker/leases', body);
    if (answer.status !== 201 && answer.status !== 200) throw new Error(`lease answered ${JSON.stringify(answer)}`);
    return answer.body;
  }

  /** The fence, or null when the channel is not to be had. */
  async fenceOf(accountId: string, ttl = 30): Promise<number | null> {
    return (await this.lease([accountId], ttl)).leases[0]?.fence ?? null;
  }

  async report(accountId: string, fence: number, state: string, more: object = {}): Promise<number> {
    const report = { platform: 'twitch', account_id: accountId, fence, state, ttl: 30, ...more };
    return (await this.client.put('/v1/worker/status', [report])).status;
  }
}
