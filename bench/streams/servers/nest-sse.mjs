import 'reflect-metadata';
import { Controller, Get, Module, Query, Sse } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Observable } from 'rxjs';

/** The same by Nest's own means: `@Sse`, nothing stored, nobody asked who they are. */
class StreamsController {
  health() {
    return 'ok';
  }

  /** @param {string} words @param {string} perSecond */
  stream(words, perSecond) {
    return new Observable((reader) => {
      const say = () =>
        reader.next({
          data: { type: 'text-delta', id: 't', delta: `${(performance.timeOrigin + performance.now()).toFixed(2)} ` },
        });
      say();
      if (words === 'idle') return undefined;
      let said = 0;
      const timer = setInterval(
        () => {
          say();
          if (++said < Number(words)) return;
          clearInterval(timer);
          reader.complete();
        },
        1000 / Number(perSecond),
      );
      return () => clearInterval(timer);
    });
  }
}

const on = (name, ...decorators) => {
  const method = Object.getOwnPropertyDescriptor(StreamsController.prototype, name);
  for (const decorator of decorators) decorator(StreamsController.prototype, name, method);
};
on('health', Get('health'));
on('stream', Sse('stream'));
Query('words')(StreamsController.prototype, 'stream', 0);
Query('perSecond')(StreamsController.prototype, 'stream', 1);
Controller()(StreamsController);
class StreamsModule {}
Module({ controllers: [StreamsController] })(StreamsModule);

const app = await NestFactory.create(StreamsModule, new FastifyAdapter(), { logger: ['error'] });
await app.listen(Number(process.env.PORT), '127.0.0.1');
