import { randomUUID } from 'node:crypto';
import { eventually } from './eventually.js';
import { givenCustomBot } from './given-actors.js';
import type { GivenConnection } from './given-connections.js';
import { givenHuman, type Human } from './given.js';
import type { Call } from './platforms/call.js';
import { startPlatform, type Platform } from './platforms/platform.js';
import { startWorld, type Env, type World } from './world.js';

export const BASE = '/v1/passthrough/twitch';

/** A program that relays to a stand-in of Twitch, and somebody who calls it as their bot. */
export class Relay {
  constructor(
    readonly world: World,
    readonly twitch: Platform,
    readonly ada: Human,
    readonly bot: GivenConnection,
  ) {}

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.ada.accessToken}`, 'x-on-behalf-of': this.bot.ref.id };
  }

  /** As the bot, unless the headers say otherwise. */
  send(path: string, init: RequestInit = {}, url = this.world.url): Promise<Response> {
    const headers = { ...this.headers, ...(init.headers as Record<string, string> | undefined) };
    return fetch(url + path, { redirect: 'manual', ...init, headers });
  }

  /** Calls of its API: the program validates tokens when it likes. */
  get calls(): readonly Call[] {
    return this.twitch.calls.filter(({ kind }) => kind === 'api');
  }

  /** What the platform was asked last. */
  lastCall(): Call {
    const call = this.calls.at(-1);
    if (!call) throw new Error('The platform was not called');
    return call;
  }

  /** Another bot that Ada may act as, and the headers to do so. */
  async another(): Promise<{ readonly bot: GivenConnection; readonly headers: Record<string, string> }> {
    const { body } = await this.ada.client.post<{ id: string }>('/v1/accounts', { name: `of ada ${randomUUID()}` });
    const bot = await givenCustomBot(this.world, this.twitch, body.id);
    return { bot, headers: { 'x-on-behalf-of': bot.ref.id, 'x-account-id': body.id } };
  }

  /** The newest events of calls, oldest first. */
  async lastAudit(count: number): Promise<Record<string, unknown>[]> {
    const { rows } = await this.world.db.query<Record<string, unknown>>(
      `SELECT action, outcome, on_behalf_of, target_id, details FROM audit_events
       WHERE action LIKE 'platform_call.%' ORDER BY id DESC LIMIT $1`,
      [count],
    );
    return rows.reverse();
  }

  async close(): Promise<void> {
    await Promise.all([this.world.close(), this.twitch.close()]);
  }
}

export async function startRelay(env: Env = {}): Promise<Relay> {
  const twitch = await startPlatform('twitch');
  twitch.knobs.allow(100_000, 60_000);
  const world = await startWorld({ ...twitch.environment(), ...env });
  const ada = await givenHuman(world);
  return new Relay(world, twitch, ada, await givenCustomBot(world, twitch, ada.accountId));
}

export async function problemOf(response: Response): Promise<{ status: number; code: string }> {
  const { code } = (await response.json()) as { code: string };
  return { status: response.status, code };
}

/** Until the expectation holds. */
export const until = (expectation: () => unknown): Promise<unknown> =>
  eventually(
    async () => {
      await expectation();
      return true;
    },
    { timeoutMs: 15_000 },
  );
