import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { Platform } from '../platform.js';
import { Hall } from './hall.js';
import { Session } from './session.js';
import { overTcp, overWebSocket, type Wire } from './wire.js';

/** Starts Twitch's chat beside a stand-in of Twitch, whose people and tokens it knows. Plain TCP and WebSocket, no TLS. */
export async function startTwitchIrc(twitch: Platform): Promise<TwitchIrc> {
  const tcp = createTcpServer();
  await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
  const webSockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise<void>((done) => webSockets.once('listening', done));
  return new TwitchIrc(new Hall(twitch), tcp, webSockets);
}

/** Which connections: all, unless told otherwise. */
type Which = (session: Session) => boolean;
const all: Which = () => true;

export class TwitchIrc {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly webSocketUrl: string;
  /** Every connection there ever was, in the order of their arrival. */
  readonly history: Session[] = [];
  private readonly open = new Set<Session>();
  private accepting = true;
  private mute = false;

  constructor(
    readonly hall: Hall,
    private readonly tcp: Server,
    private readonly webSockets: WebSocketServer,
  ) {
    this.port = (tcp.address() as AddressInfo).port;
    this.webSocketUrl = `ws://127.0.0.1:${(webSockets.address() as AddressInfo).port}`;
    tcp.on('connection', (socket) => this.accept(overTcp(socket)));
    webSockets.on('connection', (socket) => this.accept(overWebSocket(socket)));
  }

  /** Connections that are open and signed in. */
  signedIn(login?: string): Session[] {
    return [...this.open].filter(({ nick }) => (login === undefined ? nick !== '' : nick === login));
  }

  /** New connections are reset from now on, or taken again. */
  refuseConnections(refuse: boolean): void {
    this.accepting = !refuse;
  }

  /** New connections are taken from now on and never hear a word, or are answered again. */
  muteConnections(mute: boolean): void {
    this.mute = mute;
  }

  /** Twitch is about to close these connections, and does so after a while. */
  async reconnect(closeAfterMs: number, which: Which = all): Promise<void> {
    const told = this.of(which);
    for (const session of told) session.send(':tmi.twitch.tv RECONNECT');
    await pause(closeAfterMs);
    for (const { wire } of told) wire.close();
  }

  ping(which: Which = all): void {
    for (const session of this.of(which)) session.send('PING :tmi.twitch.tv');
  }

  /** The other side sees an open connection on which nothing comes any more. */
  goSilent(which: Which = all): void {
    for (const session of this.of(which)) session.goSilent();
  }

  /** Nobody that was cut counts as signed in from here on, though the other side may hear of it later. */
  cut(which: Which = all): void {
    for (const session of this.of(which)) {
      this.forget(session);
      session.wire.reset();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await Promise.all([
      new Promise((done) => this.tcp.close(done)),
      new Promise((done) => this.webSockets.close(done)),
    ]);
  }

  private of(which: Which): Session[] {
    return [...this.open].filter(which);
  }

  private accept(wire: Wire): void {
    if (!this.accepting) {
      wire.reset();
      return;
    }
    const session = new Session(wire, this.hall);
    if (this.mute) session.goSilent();
    this.history.push(session);
    this.open.add(session);
    this.hall.members.add(session);
    wire.onClose(() => {
      this.forget(session);
    });
  }

  private forget(session: Session): void {
    this.open.delete(session);
    this.hall.members.delete(session);
  }
}
