import type { FastifyInstance } from 'fastify';

/** OWASP REST security cheat sheet: an API answers data, so nothing in it may run, be framed, sniffed or cached. */
const API_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Swagger UI needs its own scripts and inline styles, and images as data. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; font-src 'self'; frame-ancestors 'none'";

/** Headers that every answer carries. HSTS only when people reach the program over https. */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return publicUrl.startsWith('https:')
    ? { ...API_HEADERS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : API_HEADERS;
}

export function sendSecurityHeaders(fastify: FastifyInstance, publicUrl: string): void {
  const always = securityHeaders(publicUrl);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(always);
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/docs')) reply.header('content-security-policy', DOCS_POLICY);
    done();
  });
}
