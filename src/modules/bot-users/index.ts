export { BotUsersModule } from './bot-users.module.js';
export { BotUsersService } from './bot-users.service.js';
