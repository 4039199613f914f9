import type { onRequestHookHandler, RouteOptions } from 'fastify';

/** For `onRoute` hooks: one more thing to do before each request of this route, so that no other request pays for it. */
export function beforeRequests(route: RouteOptions, hook: onRequestHookHandler): void {
  route.onRequest = [...[route.onRequest ?? []].flat(), hook];
}
