import proxy from '@fastify/http-proxy';
import fastify from 'fastify';

/** The proxy plugin for Fastify as its manual shows it. It asks nobody, records nothing and lets every header through. */
const server = fastify({ logger: false });
await server.register(proxy, {
  upstream: process.env.UPSTREAM,
  prefix: '/v1/passthrough/kick',
  rewritePrefix: '/public/v1',
});
await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
