import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What happens to bytes: they pass, late or not; they vanish without a word; the connection is reset; an answer is another one. */
export type Fault =
  | { readonly kind: 'none' | 'black-hole' | 'reset' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'change'; readonly answer: (chunk: Buffer) => Buffer };

const HEALTHY: Fault = { kind: 'none' };

/** One connection through the proxy. */
interface Pair {
  readonly inner: Socket;
  readonly outer: Socket;
}

/** A TCP proxy that can turn bad, between the program and what it depends on. */
export class FaultProxy {
  private fault: Fault = HEALTHY;
  private readonly pairs = new Set<Pair>();

  private constructor(
    private readonly server: Server,
    private target: number,
  ) {
    server.on('connection', (socket) => this.accept(socket));
  }

  /** @param target port on this machine */
  static async before(target: number): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new FaultProxy(server, target);
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** The same address, through this proxy. */
  through(url: string): string {
    const address = new URL(url);
    address.hostname = '127.0.0.1';
    address.port = String((this.server.address() as AddressInfo).port);
    return address.href;
  }

  /** Connections made from now on lead to another port. */
  retarget(port: number): void {
    this.target = port;
  }

  /** From now on, for open and new connections. What a black hole swallowed arrives late when it ends, as TCP sends again. */
  turn(fault: Fault): void {
    this.fault = fault;
    const vanish = fault.kind === 'black-hole';
    for (const { inner, outer } of this.pairs) {
      if (fault.kind === 'reset') reset(inner);
      for (const socket of [inner, outer]) if (vanish) socket.pause();
      for (const socket of [inner, outer]) if (!vanish) socket.resume();
    }
  }

  heal(): void {
    this.turn(HEALTHY);
  }

  async close(): Promise<void> {
    for (const { inner, outer } of this.pairs) for (const socket of [inner, outer]) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private accept(inner: Socket): void {
    if (this.fault.kind === 'reset') {
      reset(inner);
      return;
    }
    const outer = connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true });
    const pair = { inner, outer };
    this.pairs.add(pair);
    this.join(inner, outer, pair);
    this.join(outer, inner, pair);
    if (this.fault.kind === 'black-hole') outer.pause();
    else inner.resume();
  }

  private join(from: Socket, to: Socket, pair: Pair): void {
    from.setNoDelay(true);
    from.on('data', (chunk: Buffer) => {
      const passed = this.fault.kind === 'change' && from === pair.outer ? this.fault.answer(chunk) : chunk;
      this.late(() => to.writable && to.write(passed));
    });
    from.on('end', () => this.late(() => to.end()));
    from.on('error', () => reset(to));
    from.on('close', (hadError) => {
      this.pairs.delete(pair);
      if (hadError) reset(to);
    });
  }

  private late(work: () => unknown): void {
    if (this.fault.kind === 'delay') setTimeout(work, this.fault.milliseconds);
    else work();
  }
}

/** Without a goodbye. Of one that said its goodbye Node would never close the handle, and the test process could not end. */
function reset(socket: Socket): void {
  if (socket.writableEnded || socket.connecting) socket.destroy();
  else socket.resetAndDestroy();
}
