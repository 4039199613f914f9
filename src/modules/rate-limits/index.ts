export { RateLimitsModule } from './rate-limits.module.js';
export { RateLimitsService } from './rate-limits.service.js';
export { RateLimited, RateLimitGuard } from './rate-limit.guard.js';
export type { RateLimitRule, RouteLimit } from './rate-limit.types.js';
export { returningBrowsers } from './returning-browsers.js';
