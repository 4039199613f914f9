export { UsersModule } from './users.module.js';
export { BotOwnership } from './bot-ownership.service.js';
export { UsersService, type UserDeletionListener } from './users.service.js';
export {
  displayName,
  EMAIL_MAX_LENGTH,
  folded,
  hasBotPrefix,
  HUMAN_USERNAME_RULE,
  isHumanUsername,
  looksLikeEmail,
  NAME_MAX_LENGTH,
} from './users.rules.js';
export { USER_STATUSES } from './users.types.js';
export type {
  BotChange,
  NewBot,
  NewHuman,
  OwnedBot,
  ProfileChange,
  User,
  UserCredentials,
  UserKind,
  UserStatus,
} from './users.types.js';
