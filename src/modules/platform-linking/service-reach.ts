import { platformNotAllowed } from '../../common/access/access.errors.js';
import type { ServicePrincipal } from '../../common/access/principal.js';
import type { LinkPlatform } from '../../common/platforms.js';

/** @throws AppError platform_not_allowed when the key is limited to other platforms */
export function requirePlatform(service: ServicePrincipal, platform: LinkPlatform): void {
  if (service.platforms !== null && !service.platforms.includes(platform)) throw platformNotAllowed(platform);
}
