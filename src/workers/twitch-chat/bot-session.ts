import type { AppLogger } from '../../common/logging/logger.js';
import type { WorkerSettings } from '../../config/worker-settings.js';
import { backOffMs } from './chat.rules.js';
import type { ChatTime } from './chat-time.js';
import type { Holdings } from './holdings.js';
import { IrcConnection, LoginFailed, type ChatListener, type Said } from './irc-connection.js';
import { Pace } from './pace.js';
import type { Reporter, SeatState } from './reporter.js';
import { Seats } from './seats.js';
import { Refused, type Credential, type ServerApi, type Speaker } from './server-api.js';

/** What a session works with. */
export interface Surroundings {
  readonly server: ServerApi;
  readonly holdings: Holdings;
  readonly reporter: Reporter;
  readonly settings: WorkerSettings;
  readonly time: ChatTime;
  readonly logger: AppLogger;
}

/** After so long a connection was a good one, and the next failure is a first one. */
const STABLE_MS = 30_000;
/** Nothing changes by itself there: a person has to act, or the connection to change. */
const HOPELESS_MS = 60_000;
/** Twitch counts joins and messages in windows of 10 and 30 s; a little more, as its clock is not ours. */
const JOIN_WINDOW_MS = 10_500;
const MESSAGE_WINDOW_MS = 31_000;

/** One bot in the chat, with all its channels of this worker: signs in, comes back, and tells how it fares. */
export class BotSession {
  readonly seats: Seats;
  readonly messages: Pace;
  private readonly joins: Pace;
  private connection: IrcConnection | null = null;
  private readonly stop = new AbortController();
  private nudge = new AbortController();
  private failures = 0;
  private refusedGeneration: number | null = null;
  private loginsRefused = 0;
  readonly ended: Promise<void>;

  constructor(
    readonly speaker: Speaker,
    private readonly around: Surroundings,
    workers: number,
  ) {
    const { settings, time } = around;
    this.joins = new Pace(1, JOIN_WINDOW_MS, time);
    this.messages = new Pace(1, MESSAGE_WINDOW_MS, time);
    this.share(workers);
    this.seats = new Seats(this.joins, time, (accountId, state) => around.reporter.tell(accountId, state));
    this.ended = this.run().catch((error: unknown) =>
      around.logger.error({ err: error, worker: settings.worker }, 'a session ended'),
    );
  }

  /** The limits of a bot are shared by all workers. */
  share(workers: number): void {
    const { joinsPerTenSeconds, messagesPerThirtySeconds } = this.around.settings;
    this.joins.share(joinsPerTenSeconds, workers);
    this.messages.share(messagesPerThirtySeconds, workers);
  }

  /** Ends a wait, also one that only begins when this attempt has failed: something has changed that may help. */
  hurry(): void {
    this.failures = 0;
    this.nudge.abort();
  }

  /** @param stillMay is asked right before the line goes out, with nothing in between */
  async say(channel: string, text: string, replyTo: string | null, stillMay: () => boolean): Promise<Said> {
    const { connection } = this;
    if (!connection || connection.closed || !stillMay()) {
      return { delivered: false, code: 'not_connected', messageId: null };
    }
    const said = await connection.say(channel, text, replyTo);
    if (said.delivered === true) this.seats.heard(channel);
    return said;
  }

  async close(): Promise<void> {
    this.stop.abort();
    this.nudge.abort();
    await this.connection?.close();
    await this.ended;
  }

  private async run(): Promise<void> {
    while (!this.stopped()) {
      const startedAt = this.around.time.now();
      this.nudge = new AbortController();
      const { state, waitMs } = await this.live().catch((error: unknown) => this.judge(error));
      this.connection = null;
      this.seats.disconnected(state);
      if (this.stopped()) return;
      this.failures = this.around.time.now() - startedAt > STABLE_MS ? 1 : this.failures + 1;
      await this.around.time.wait(waitMs ?? backOffMs(this.failures, Math.random()), this.nudge.signal);
    }
  }

  /** Resolves when the connection is over. */
  private async live(): Promise<Ending> {
    this.seats.tellAll({ state: 'connecting' });
    const credential = await this.credential();
    if (!credential) return { state: { state: 'connecting' }, waitMs: 500 };
    const { settings, logger, time } = this.around;
    const login = {
      url: settings.ircUrl,
      nick: credential.login.toLowerCase(),
      password: `oauth:${credential.access_token}`,
      silenceSeconds: settings.silenceSeconds,
    };
    const end = { asked: false };
    const listener: ChatListener = {
      joined: (channel) => this.seats.joined(channel),
      parted: (channel) => this.seats.parted(channel),
      refused: (channel, code) => this.seats.refused(channel, code),
      reconnectAsked: () => {
        end.asked = true;
        void this.connection?.close();
      },
    };
    const connection = await IrcConnection.open(login, listener, time).catch((error: unknown) => {
      if (error instanceof LoginFailed) this.refusedGeneration = credential.generation;
      throw error;
    });
    if (this.stopped()) return connection.close().then(() => ({ state: { state: 'connecting' } }));
    [this.connection, this.refusedGeneration, this.loginsRefused] = [connection, null, 0];
    logger.info({ bot: login.nick, channels: this.seats.count }, 'signed in to the chat');
    this.seats.connected(connection);
    await connection.whenClosed;
    // What changed while it was connected is no reason to hurry now.
    this.nudge = new AbortController();
    logger.info({ bot: login.nick, asked: end.asked }, 'the chat closed the connection');
    if (!end.asked) return { state: { state: 'transient_disconnect', code: 'dropped' } };
    // Asked to come back, so at once, but not all workers at the same moment.
    return { state: { state: 'transient_disconnect', code: 'reconnect' }, waitMs: Math.random() * 500 };
  }

  /** May change during any wait. */
  private stopped(): boolean {
    return this.stop.signal.aborted;
  }

  /** By any channel that is surely ours; null when there is none right now. */
  private async credential(): Promise<Credential | null> {
    const { holdings, server } = this.around;
    for (const accountId of this.seats.accounts) {
      const fence = holdings.fenceOf(accountId);
      if (fence === null) continue;
      const credential = await server.credential(accountId, fence, this.refusedGeneration).catch((error: unknown) => {
        if (error instanceof Refused && error.code === 'lease_lost') return null;
        throw error;
      });
      if (credential) return credential;
    }
    return null;
  }

  private judge(error: unknown): Ending {
    const { logger } = this.around;
    if (error instanceof LoginFailed) {
      this.loginsRefused++;
      logger.warn({ bot: this.speaker.login, times: this.loginsRefused }, 'the chat refused the credential');
      // A fresh one is worth one try; after that a person has to do something.
      if (this.loginsRefused === 1) return { state: { state: 'connecting' }, waitMs: 0 };
      return { state: { state: 'bad_credentials', code: 'login_failed' }, waitMs: HOPELESS_MS };
    }
    if (error instanceof Refused && error.status === 409) {
      return { state: { state: 'bad_credentials', code: error.code }, waitMs: HOPELESS_MS };
    }
    logger.warn({ bot: this.speaker.login, err: error }, 'the chat cannot be reached');
    const code = error instanceof Refused ? error.code : 'unreachable';
    return { state: { state: 'transient_disconnect', code } };
  }
}

interface Ending {
  readonly state: SeatState;
  /** Milliseconds; absent = as back-off has it. */
  readonly waitMs?: number;
}
