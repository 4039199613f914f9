export { BotTokensModule } from './bot-tokens.module.js';
export { BotApiKeyGuard } from './bot-api-key.guard.js';
