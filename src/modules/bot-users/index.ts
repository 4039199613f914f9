export { BotUsersModule } from './bot-users.module.js';
