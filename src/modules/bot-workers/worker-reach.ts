import { platformNotAllowed } from '../../common/access/access.errors.js';
import type { WorkerPrincipal } from '../../common/access/principal.js';
import type { BotPlatform } from '../../common/platforms.js';

/** @throws AppError platform_not_allowed when the key is limited to other platforms */
export function requirePlatform(worker: WorkerPrincipal, platform: BotPlatform): void {
  if (worker.platforms !== null && !worker.platforms.includes(platform)) throw platformNotAllowed(platform);
}
