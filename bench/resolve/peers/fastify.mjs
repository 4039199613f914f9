import Fastify from 'fastify';
import { resolveLink } from './query.mjs';

/** Peer (b): the same on bare Fastify, with its own JSON parsing and its logger off. */
const app = Fastify({ logger: false });

app.post('/v1/platform-linking/resolve', (request) => resolveLink(request.body));

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
