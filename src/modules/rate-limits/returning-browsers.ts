import { networkOf } from '../../common/http/network-of.rules.js';
import type { RouteLimit } from './rate-limit.types.js';

/** For browsers that are sent elsewhere, or come back from there. A network may stand for a whole office. */
export const returningBrowsers = (name: string): RouteLimit => ({
  name,
  points: () => 600,
  seconds: 60,
  by: (request) => networkOf(request.address),
});
