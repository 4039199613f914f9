import { setTimeout as delay } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { ReplySink } from './reply-sink.js';

/** Every byte there is, so that none is changed on the way. */
const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, i) => i % 256));

describe('an answer of a platform', () => {
  let server: FastifyInstance;
  let url: string;
  let play: (sink: ReplySink) => void | Promise<void>;

  beforeAll(async () => {
    server = fastify();
    server.get('/', (_request, reply) => {
      reply.header('cache-control', 'no-store');
      void play(new ReplySink(reply));
    });
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  const answered = (answer: typeof play): Promise<Response> => {
    play = answer;
    return fetch(url);
  };

  const sizes = [0, 1, 1024, 8 * 1024, 8 * 1024 + 1, 300 * 1024];
  const cases = sizes.flatMap((first) =>
    [[first], [first, 1], [first, 1024, 0, 70_000]].flatMap((pieces) =>
      [true, false].flatMap((measured) => [true, false].map((atOnce) => ({ pieces, measured, atOnce }))),
    ),
  );

  it.each(cases)('comes back byte for byte: %j', async ({ pieces, measured, atOnce }) => {
    const body = bytes(pieces.reduce((sum, size) => sum + size, 0));
    const response = await answered(async (sink) => {
      sink.begin(203, measured ? { 'content-length': String(body.length) } : {});
      let from = 0;
      for (const size of pieces) {
        sink.write(body.subarray(from, (from += size)));
        if (!atOnce) await delay(2);
      }
      sink.end();
    });
    expect(response.status).toBe(203);
    expect(response.headers.get('content-length')).toBe(measured ? String(body.length) : null);
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
  });

  it('has our headers in place of its own, and repeats what it repeated', async () => {
    const response = await answered((sink) => {
      sink.begin(200, { 'cache-control': 'public', link: ['<a>', '<b>'], 'set-cookie': 'a=b', 'x-ok': '\xfc' });
      sink.end();
    });
    const { headers } = response;
    expect([headers.get('cache-control'), headers.get('link'), headers.get('set-cookie'), headers.get('x-ok')]).toEqual(
      ['no-store', '<a>, <b>', null, '\xfc'],
    );
  });

  it('begins to come back before its end is there', async () => {
    let last: ReplySink | null = null;
    const response = await answered((sink) => {
      last = sink;
      sink.begin(200, {});
      sink.write(Buffer.from('first'));
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('first');
    (last as ReplySink | null)?.end();
    expect((await reader.read()).done).toBe(true);
  });

  it.each([true, false])(
    'is no whole answer when it broke off, also right behind its first piece (%s)',
    async (atOnce) => {
      const response = answered(async (sink) => {
        sink.begin(200, {});
        sink.write(Buffer.from('first'));
        if (!atOnce) await delay(5);
        sink.breakOff();
      });
      await expect(response.then((begun) => begun.text())).rejects.toThrow();
    },
  );

  it('is not wanted when it is a 401', async () => {
    const response = await answered((sink) => {
      expect(sink.begin(401, {})).toBe(false);
      expect(sink.begin(200, {})).toBe(true);
      sink.end();
    });
    expect(response.status).toBe(200);
  });
});
