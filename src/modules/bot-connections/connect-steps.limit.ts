import { principalKey } from '../../common/access/principal.js';
import type { RouteLimit } from '../rate-limits/index.js';

/** Each step leaves a row for ten minutes, or asks a platform. */
export const CONNECT_STEPS: RouteLimit = {
  name: 'connect-steps',
  points: () => 60,
  seconds: 60,
  by: ({ principal }) => principalKey(principal),
};
