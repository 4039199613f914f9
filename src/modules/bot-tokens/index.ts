export { BotTokensModule } from './bot-tokens.module.js';
export { ApiTokenGuard } from './api-token.guard.js';
export { ApiTokensService } from './api-tokens.service.js';
export { BotApiKeyGuard } from './bot-api-key.guard.js';
export type { TokenHolder, TokenSummary } from './api-token.types.js';
