import type { FastifyInstance } from 'fastify';
import FindMyWay, { type HTTPMethod } from 'find-my-way';

/** Which methods an address takes, for 405 with `Allow` (RFC 9110 section 15.5.6); Fastify answers 404 for both. */
export class AllowedMethods {
  private readonly router = FindMyWay({ maxParamLength: MAX_PARAM_LENGTH });
  private readonly methods = new Set<HTTPMethod>();

  /** Must be called before the routes are registered. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', (route) => {
      for (const method of [route.method].flat() as HTTPMethod[]) {
        if (this.router.hasRoute(method, route.url)) continue;
        this.router.on(method, route.url, () => undefined);
        this.methods.add(method);
      }
    });
  }

  /** @param url path and query, after rewriting */
  of(url: string): string[] {
    const path = url.split('?', 1)[0] ?? '/';
    return [...this.methods].filter((method) => this.find(method, path)).sort();
  }

  /** Fastify routes no parameter that is empty. */
  private find(method: HTTPMethod, path: string): boolean {
    const found = this.router.find(method, path);
    return found !== null && Object.entries(found.params).every(([name, value]) => name === '*' || value !== '');
  }
}

/** Longer path parameters are not routed; every DTO is stricter, so that its answer is a 422 that names the field. */
export const MAX_PARAM_LENGTH = 2048;
