import { DirectConnection } from '@d-fischer/connection';
import { IrcClient, type Message } from 'ircv3';

export interface IrcLogin {
  readonly url: URL;
  readonly nick: string;
  readonly password: string;
  /** Silence for so long, with a PING in the middle of it, ends the connection. */
  readonly silenceSeconds: number;
}

const PLAIN_PORT = 6667;
const TLS_PORT = 6697;
const EMPTY_CAP = /^(?::\S+ )?CAP \S+ \S+ *:? *$/;

/**
 * One connection, which is not made again: when, and with which credential, is for its owner. The library would come back by itself with the
 * same password; without that wish it hands its own connection no address (0.33.1), so it is given one here.
 */
export class OwnedIrcClient extends IrcClient {
  constructor({ url, nick, password, silenceSeconds }: IrcLogin) {
    const secure = url.protocol === 'ircs:';
    const target = { hostName: url.hostname, port: Number(url.port) || (secure ? TLS_PORT : PLAIN_PORT), secure };
    super({
      connection: { ...target, pingOnInactivity: silenceSeconds / 2, pingTimeout: silenceSeconds / 2 },
      credentials: { nick, password },
      // Twitch's is shorter than others'.
      nonConformingCommands: ['004'],
      // Its lines would hold the password.
      logger: { minLevel: 'critical', custom: () => undefined },
    });
    this._connection = new DirectConnection(target, { lineBased: true });
  }

  /** Used for the list of capabilities alone, without which the library waits; what Twitch has is known, and asked for later. */
  override sendMessageAndCaptureReply(): Promise<Message[]> {
    return Promise.resolve([]);
  }

  /** The library stumbles over a CAP that names nothing, in a promise that nobody holds: that would end the program. */
  override receiveLine(line: string): void {
    if (!EMPTY_CAP.test(line)) super.receiveLine(line);
  }

  /** Ends it at once, whatever the other side makes of it. */
  cut(): void {
    this._connection.assumeExternalDisconnect();
  }
}
