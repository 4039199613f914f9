import { connect, type Socket } from 'node:net';

/** A connection on which anything can be said, also what is no HTTP. */
export class RawConnection {
  private heard = '';
  /** Resolves with all that was answered, when the connection is closed. */
  readonly closed: Promise<string>;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (this.heard += chunk));
    // A reset after the answer is an end like any other.
    socket.on('error', () => undefined);
    this.closed = new Promise((done) => socket.once('close', () => done(this.heard)));
  }

  static async to(url: string): Promise<RawConnection> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await new Promise((done, fail) => socket.once('connect', done).once('error', fail));
    return new RawConnection(socket);
  }

  say(text: string): void {
    if (this.socket.writable) this.socket.write(text);
  }

  get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  hangUp(): void {
    this.socket.destroy();
  }

  /** What was said is sent first. */
  reset(): void {
    this.socket.resetAndDestroy();
  }
}

/** Says it all at once, and waits for the whole answer. */
export async function exchange(url: string, text: string): Promise<string> {
  const connection = await RawConnection.to(url);
  connection.say(text);
  return connection.closed;
}

/** A request head with a connection that ends after the answer. */
export const head = (line: string, ...headers: readonly string[]): string =>
  [line, 'host: understudy', 'connection: close', ...headers, '', ''].join('\r\n');

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

export const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
