export { BotWorkersModule } from './bot-workers.module.js';
