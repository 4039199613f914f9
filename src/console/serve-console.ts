import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { CONSOLE_PAGES } from '../common/console-pages.js';
import type { AppLogger } from '../common/logging/logger.js';

/** Beside package.json, in the folder that the program is started from. */
const BUILT = resolve('web/dist');

/** What only a browser asks for. `/link` without a token is for link addresses that keep it behind a `#`. */
export const CONSOLE_PATHS: readonly string[] = [
  ...CONSOLE_PAGES,
  '/login',
  '/register',
  '/link',
  '/link/:token',
  '/settings/bots/:bot',
];

/** Everything comes from us, scripts and styles lie in files, and nobody may frame a page on which people confirm things. */
export const CONSOLE_POLICY =
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The names of these files hold a hash of what is in them. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The console, as `npm run build` left it in web/dist; without it the program serves the API alone. */
export function serveConsole(fastify: FastifyInstance, logger: AppLogger): void {
  const page = join(BUILT, 'index.html');
  if (!existsSync(page)) {
    logger.warn('the console is not built, so there are no pages: npm run build');
    return;
  }
  const html = readFileSync(page);
  for (const path of CONSOLE_PATHS) {
    // The other headers are those of every answer: not cached, not framed, and no address (which may hold a link token) as referrer.
    fastify.get(path, (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', CONSOLE_POLICY).send(html),
    );
  }
  void fastify.register(fastifyStatic, {
    root: join(BUILT, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    // One route for each file, so that whatever else is asked for is an unknown address like any other.
    wildcard: false,
    preCompressed: true,
    setHeaders: (reply) => void reply.header('cache-control', FOR_EVER),
  });
}
