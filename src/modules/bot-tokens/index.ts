export { BotTokensModule } from './bot-tokens.module.js';
export { ApiTokenGuard } from './api-token.guard.js';
export { ApiTokensService } from './api-tokens.service.js';
export { ServiceKeyCheck } from './service-key-check.js';
export { BotApiKeyGuard } from './bot-api-key.guard.js';
export { SystemKeyCheck } from './system-key-check.js';
export { SystemKeyGuard } from './system-key.guard.js';
export type { TokenHolder, TokenSummary } from './api-token.types.js';
