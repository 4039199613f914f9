import type { ChatTime } from './chat-time.js';
import type { IrcConnection } from './irc-connection.js';
import type { Pace } from './pace.js';
import type { SeatState } from './reporter.js';

/** Twitch answers a JOIN at once, or not at all when there were too many. */
const JOIN_ANSWER_MS = 10_000;
const REFUSED_MS = 120_000;

const BANS: ReadonlySet<string> = new Set(['msg_banned', 'msg_channel_suspended', 'tos_ban']);

interface Seat {
  readonly accountId: string;
  readonly channel: string;
  /** Joined, and not parted since. */
  in: boolean;
  timer: NodeJS.Timeout | null;
}

/** The channels that one bot sits in. */
export class Seats {
  private readonly seats = new Map<string, Seat>();
  private connection: IrcConnection | null = null;
  private life = new AbortController();

  constructor(
    private readonly pace: Pace,
    private readonly time: ChatTime,
    private readonly tell: (accountId: string, state: SeatState) => void,
  ) {}

  get count(): number {
    return this.seats.size;
  }

  get accounts(): string[] {
    return [...this.seats.keys()];
  }

  /** The account's channel, when the bot sits in it. */
  channelOf(accountId: string): string | null {
    const seat = this.seats.get(accountId);
    return seat?.in ? seat.channel : null;
  }

  enter(accountId: string, channel: string, waiting: SeatState): void {
    if (this.seats.has(accountId)) return;
    const seat: Seat = { accountId, channel, in: false, timer: null };
    this.seats.set(accountId, seat);
    this.tell(accountId, this.connection ? { state: 'connecting' } : waiting);
    if (this.connection) void this.join(seat);
  }

  leave(accountId: string): void {
    const seat = this.seats.get(accountId);
    if (!seat) return;
    this.seats.delete(accountId);
    this.forget(seat);
    // Another account may have connected the same channel.
    if (!this.in(seat.channel).length) this.connection?.part(seat.channel);
  }

  /** Leaves the channel and comes back. False when there is no connection to do it on. */
  rejoin(accountId: string): boolean {
    const seat = this.seats.get(accountId);
    if (!seat || !this.connection) return false;
    this.connection.part(seat.channel);
    this.forget(seat);
    this.tell(accountId, { state: 'connecting' });
    void this.join(seat);
    return true;
  }

  connected(connection: IrcConnection): void {
    this.connection = connection;
    this.life = new AbortController();
    this.tellAll({ state: 'connecting' });
    for (const seat of this.seats.values()) void this.join(seat);
  }

  disconnected(state: SeatState): void {
    this.connection = null;
    this.life.abort();
    for (const seat of this.seats.values()) this.forget(seat);
    this.tellAll(state);
  }

  tellAll(state: SeatState): void {
    for (const accountId of this.seats.keys()) this.tell(accountId, state);
  }

  joined(channel: string): void {
    for (const seat of this.in(channel)) {
      this.forget(seat);
      seat.in = true;
      this.tell(seat.accountId, { state: 'connected' });
    }
  }

  /** Somebody else made it leave, unless we did. */
  parted(channel: string): void {
    for (const seat of this.in(channel))
      if (seat.in) this.retry(seat, { state: 'transient_disconnect', code: 'parted' });
  }

  refused(channel: string, code: string): void {
    for (const seat of this.in(channel)) {
      if (BANS.has(code)) this.retry(seat, { state: 'banned', code }, REFUSED_MS);
      // It sits there, but was not heard: its owner may have to do something.
      else if (seat.in) this.tell(seat.accountId, { state: 'connected', code });
    }
  }

  /** A message was shown, so nothing stands in its way any more. */
  heard(channel: string): void {
    for (const seat of this.in(channel)) if (seat.in) this.tell(seat.accountId, { state: 'connected' });
  }

  private in(channel: string): Seat[] {
    return [...this.seats.values()].filter((seat) => seat.channel === channel);
  }

  private async join(seat: Seat): Promise<void> {
    const { connection, life } = this;
    const mine = await this.pace.turn(life.signal);
    if (!mine || !connection || this.seats.get(seat.accountId) !== seat || seat.in) return;
    connection.join(seat.channel);
    this.retry(seat, null, JOIN_ANSWER_MS);
  }

  private retry(seat: Seat, state: SeatState | null, afterMs = JOIN_ANSWER_MS): void {
    this.forget(seat);
    if (state) this.tell(seat.accountId, state);
    seat.timer = this.time.after(afterMs, () => void this.join(seat));
  }

  private forget(seat: Seat): void {
    if (seat.timer) clearTimeout(seat.timer);
    seat.timer = null;
    seat.in = false;
  }
}
