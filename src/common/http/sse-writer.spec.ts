import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { QUEUE_BYTES, SseWriter } from './sse-writer.js';

const TEXT = 'x'.repeat(100_000);

describe('a reader that takes nothing', () => {
  let server: Server;
  let reader: Socket;
  let writer: SseWriter;
  let queued: () => number;

  beforeEach(async () => {
    const asked = Promise.withResolvers<null>();
    server = createServer((_request, response) => {
      response.writeHead(200);
      writer = new SseWriter(response);
      queued = () => response.writableLength;
      asked.resolve(null);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
    reader.pause();
    reader.on('error', () => undefined);
    reader.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await asked.promise;
  });
  afterEach(() => {
    reader.destroy();
    server.closeAllConnections();
    server.close();
  });

  /** Writes as long as it is wanted and somebody is there. */
  async function writeWhile(goingOn: () => boolean): Promise<void> {
    while (goingOn() && !writer.closed) await writer.write(TEXT);
  }

  const isBlocked = async (): Promise<void> => {
    while (writer.blockedMs < 100) await new Promise((later) => setTimeout(later, 10));
  };

  it('makes the writer wait, with little in its queue, and is written to again when it reads', async () => {
    let goingOn = true;
    const over = writeWhile(() => goingOn);
    await isBlocked();
    const before = queued();
    expect(before).toBeLessThanOrEqual(QUEUE_BYTES + 16 * 1024);
    writer.keepAlive(0);
    expect(queued()).toBe(before);
    goingOn = false;
    reader.resume();
    await over;
    expect(writer.closed).toBe(false);
    expect(writer.blockedMs).toBe(0);
  });

  it('is let go, and whoever writes goes on', async () => {
    const over = writeWhile(() => true);
    await isBlocked();
    writer.cut();
    await over;
    expect(writer.closed).toBe(true);
    await writer.write('nobody reads this');
    writer.end();
  });
});

describe('a reader that left before its stream began', () => {
  it('is gone for the writer, too', async () => {
    const left = Promise.withResolvers<SseWriter>();
    const server = createServer((_request, response) => {
      response.on('close', () => left.resolve(new SseWriter(response)));
      reader.destroy();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
    reader.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    const writer = await left.promise;
    server.close();
    expect(writer.closed).toBe(true);
    await writer.whenClosed;
  });
});
