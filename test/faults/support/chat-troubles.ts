import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../support/eventually.js';
import type { Platform } from '../../support/platforms/platform.js';
import type { Session } from '../../support/platforms/twitch-irc/session.js';
import type { TwitchIrc } from '../../support/platforms/twitch-irc/server.js';
import type { Person } from '../../support/platforms/words.js';
import { turnOf } from './crowd.js';

export interface Sitting {
  readonly bot: Person;
  /** Without their #. */
  readonly channels: readonly string[];
}

const HEALED_MS = 30_000;
/** Long enough, sometimes, for something to be said. */
const PEACE_MS = 700;

/** Every way in which a chat can go away, one after another, for each bot. */
export class ChatTroubles {
  readonly counted: Record<string, number> = {};
  private over = false;

  constructor(
    private readonly twitch: Platform,
    private readonly irc: TwitchIrc,
  ) {}

  get total(): number {
    return Object.values(this.counted).reduce((sum, count) => sum + count, 0);
  }

  begin(): void {
    this.over = false;
  }

  /** Until `end`, or when a bot does not come back within half a minute. */
  async trouble(sitting: Sitting, start: number): Promise<void> {
    const kinds = Object.entries(this.kinds);
    for (let turn = start; !this.over; turn++) {
      const [name, begin] = turnOf(kinds, turn);
      const before = new Set(this.irc.signedIn(sitting.bot.login));
      await begin(sitting);
      await this.isBack(sitting, before, name);
      this.counted[name] = (this.counted[name] ?? 0) + 1;
      await pause(Math.random() * PEACE_MS);
    }
  }

  end(): void {
    this.over = true;
  }

  isBack(sitting: Sitting, before: ReadonlySet<Session> = new Set(), after = ''): Promise<unknown> {
    const sits = (session: Session): boolean =>
      !before.has(session) && sitting.channels.every((channel) => session.channels.has(channel));
    return eventually(() => this.irc.signedIn(sitting.bot.login).some(sits), {
      timeoutMs: HEALED_MS,
      everyMs: 10,
    }).catch(() => Promise.reject(new Error(`${sitting.bot.login} did not come back after: ${after}`)));
  }

  private readonly kinds: Readonly<Record<string, (sitting: Sitting) => unknown>> = {
    reset: (one) => this.irc.cut(mine(one)),
    closed: (one) => this.irc.signedIn(one.bot.login).forEach(({ wire }) => wire.close()),
    reconnect: (one) => this.irc.reconnect(20, mine(one)),
    silent: (one) => this.irc.goSilent(mine(one)),
    refused: (one) => this.forAWhile(one, (on) => this.irc.refuseConnections(on)),
    mute: (one) => this.forAWhile(one, (on) => this.irc.muteConnections(on)),
    stale_credential: (one) => {
      this.twitch.knobs.expireNow(one.bot);
      this.irc.cut(mine(one));
    },
    credential_refused: (one) => this.forAWhile(one, (on) => (this.irc.hall.pace.auth.max = on ? 0 : 1_000_000)),
  };

  /** The others fall into it when they come back meanwhile. */
  private async forAWhile(one: Sitting, turn: (on: boolean) => void): Promise<void> {
    turn(true);
    this.irc.cut(mine(one));
    await pause(60);
    turn(false);
  }
}

const mine =
  ({ bot }: Sitting) =>
  ({ nick }: Session): boolean =>
    nick === bot.login;
