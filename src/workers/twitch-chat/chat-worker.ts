import { setTimeout as delay } from 'node:timers/promises';
import type { AppLogger } from '../../common/logging/logger.js';
import type { WorkerSettings } from '../../config/worker-settings.js';
import { BotSession, type Surroundings } from './bot-session.js';
import { fairShare } from './chat.rules.js';
import { ChatTime } from './chat-time.js';
import { Holdings } from './holdings.js';
import { now } from './lease-clock.js';
import { Reporter } from './reporter.js';
import { ServerApi, type BotChannel, type Leased } from './server-api.js';

/** A channel with the bot that speaks there. */
type Wanted = BotChannel & { readonly connection: NonNullable<BotChannel['connection']> };

/** Sits in its share of the channels that want a bot. */
export class ChatWorker {
  readonly server: ServerApi;
  readonly holdings = new Holdings();
  readonly reporter: Reporter;
  private readonly around: Surroundings;
  private readonly sessions = new Map<string, BotSession>();
  private wanted = new Map<string, Wanted>();
  private workers = 1;
  private readonly closing = new Set<Promise<void>>();
  private turn: Promise<unknown> = Promise.resolve();
  private readonly stop = new AbortController();
  private nudge = new AbortController();

  constructor(
    readonly settings: WorkerSettings,
    private readonly logger: AppLogger,
    readonly time = new ChatTime(),
  ) {
    this.server = new ServerApi(settings);
    this.reporter = new Reporter(this.server, this.holdings, settings.leaseSeconds, this.trouble);
    const { server, holdings, reporter } = this;
    this.around = { server, holdings, reporter, settings, time, logger };
  }

  /** Until `close`. */
  async run(): Promise<void> {
    const keepEveryMs = (this.settings.leaseSeconds * 1_000) / 5;
    await Promise.all([
      this.repeatedly(keepEveryMs, () => this.keep()),
      this.repeatedly((this.settings.leaseSeconds * 1_000) / 3, () => this.reporter.repeat()),
      this.repeatedly(this.settings.lookSeconds * 1_000, () => this.look(), true),
    ]);
  }

  /** Looks at once at which channels want a bot. */
  lookNow(): void {
    this.nudge.abort();
  }

  sessionOf(accountId: string): BotSession | null {
    const wanted = this.wanted.get(accountId);
    return wanted ? (this.sessions.get(keyOf(wanted)) ?? null) : null;
  }

  /** Says so, gives the channels back, and is gone. */
  leave(accountIds: readonly string[]): Promise<void> {
    return this.inTurn(() => this.withdraw(accountIds));
  }

  private async withdraw(accountIds: readonly string[]): Promise<void> {
    for (const accountId of accountIds) {
      this.sitOut(accountId);
      this.reporter.tell(accountId, { state: 'paused' });
    }
    await this.reporter.flush();
    for (const accountId of accountIds) this.drop(accountId);
    if (accountIds.length > 0) await this.server.lease(accountIds, 0).catch(this.trouble);
  }

  /** Leaves every channel, so that others can have them at once. */
  async close(): Promise<void> {
    this.stop.abort();
    this.nudge.abort();
    await this.leave(this.holdings.all);
    await Promise.all([...this.sessions.values()].map((session) => session.close()));
    await Promise.all(this.closing);
  }

  /** Keeps what we have; what we cannot be sure of is left. */
  private keep(): Promise<void> {
    return this.inTurn(() => this.renew());
  }

  private async renew(): Promise<void> {
    const held = this.holdings.all;
    const askedAt = now();
    const leased = await this.server.lease(held, this.settings.leaseSeconds).catch(this.trouble);
    if (leased) this.grant(leased, askedAt, held);
    for (const accountId of this.holdings.lapsed) this.giveUp(accountId);
  }

  private async look(): Promise<void> {
    const channels = await this.server.botChannels();
    await this.inTurn(() => this.arrange(channels));
  }

  private async arrange(channels: readonly BotChannel[]): Promise<void> {
    if (this.stop.signal.aborted) return;
    const wanted = channels.filter((channel): channel is Wanted => channel.connection !== null);
    this.refreshSessions(wanted);
    this.wanted = new Map(wanted.map((channel) => [channel.account_id, channel]));
    await this.withdraw(this.holdings.all.filter((accountId) => !this.wanted.has(accountId)));
    const share = fairShare(wanted.length, this.workers);
    const held = this.holdings.all;
    if (held.length > share) await this.withdraw(held.slice(share));
    else if (held.length < share) await this.claim(share - held.length);
    this.takeSeats();
    this.closeEmptySessions();
  }

  /** Of those we do not have, in an order of our own, so that several workers do not all ask for the same ones first. */
  private async claim(most: number): Promise<void> {
    const held = new Set(this.holdings.all);
    const others = [...this.wanted.keys()].filter((accountId) => !held.has(accountId));
    const start = Math.floor(Math.random() * others.length);
    const wish = [...others.slice(start), ...others.slice(0, start)];
    if (wish.length === 0) return;
    const askedAt = now();
    this.grant(await this.server.lease(wish, this.settings.leaseSeconds, most), askedAt, []);
  }

  private grant({ leases, workers }: Leased, askedAt: ReturnType<typeof now>, expected: readonly string[]): void {
    if (workers !== this.workers) for (const session of this.sessions.values()) session.share(workers);
    this.workers = workers;
    const granted = new Map(leases.map(({ account_id, fence }) => [account_id, fence]));
    for (const [accountId, fence] of granted) {
      // Another fence: somebody may have sat there in between.
      if (this.holdings.lastFenceOf(accountId) !== fence) this.giveUp(accountId);
      this.holdings.grant(accountId, fence, askedAt, this.settings.leaseSeconds * 1_000);
    }
    for (const accountId of expected) if (!granted.has(accountId)) this.giveUp(accountId);
  }

  /** A bot that changed its name or its owner is another one; one whose connection changed may try again. */
  private refreshSessions(wanted: readonly Wanted[]): void {
    for (const channel of wanted) {
      const before = this.wanted.get(channel.account_id);
      if (!before) continue;
      if (keyOf(before) !== keyOf(channel) || before.channel_login !== channel.channel_login)
        this.sitOut(channel.account_id);
      else if (before.connection.version !== channel.connection.version) this.sessions.get(keyOf(channel))?.hurry();
    }
  }

  private takeSeats(): void {
    for (const accountId of this.holdings.all) {
      const channel = this.wanted.get(accountId);
      if (!channel || this.holdings.fenceOf(accountId) === null) continue;
      const key = keyOf(channel);
      const session = this.sessions.get(key) ?? new BotSession(channel.connection, this.around, this.workers);
      this.sessions.set(key, session);
      session.seats.enter(accountId, channel.channel_login.toLowerCase(), { state: 'connecting' });
    }
  }

  /** Nobody waits for it: a connection that hangs must not keep leases from being renewed. */
  private closeEmptySessions(): void {
    for (const [key, session] of this.sessions) {
      if (session.seats.count > 0) continue;
      this.sessions.delete(key);
      const closing = session.close().finally(() => this.closing.delete(closing));
      this.closing.add(closing);
    }
  }

  private giveUp(accountId: string): void {
    this.sitOut(accountId);
    this.drop(accountId);
  }

  private sitOut(accountId: string): void {
    for (const { seats } of this.sessions.values()) seats.leave(accountId);
  }

  private drop(accountId: string): void {
    this.holdings.drop(accountId);
    this.reporter.forget(accountId);
  }

  /** What changes which channels are ours is done one after another. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private readonly trouble = (error: unknown): void => {
    this.logger.warn({ err: error }, 'the server cannot be asked right now');
  };

  /** @param nudged whether `lookNow` ends the wait */
  private async repeatedly(ms: number, work: () => Promise<void>, nudged = false): Promise<void> {
    while (!this.stop.signal.aborted) {
      if (nudged) this.nudge = new AbortController();
      await work().catch(this.trouble);
      const { signal } = nudged ? this.nudge : this.stop;
      await delay(ms, undefined, { signal }).catch(() => undefined);
    }
  }
}

const keyOf = ({ connection: { id, user_id, login } }: Wanted): string => `${id}/${user_id}/${login}`;
