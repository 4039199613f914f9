export { BotPage } from './bot-page';
export { BotsPage } from './bots-page';
