export { UsersModule } from './users.module.js';
export { UsersService, type UserDeletionListener } from './users.service.js';
export {
  displayName,
  EMAIL_MAX_LENGTH,
  folded,
  hasBotPrefix,
  HUMAN_USERNAME,
  looksLikeEmail,
  NAME_MAX_LENGTH,
} from './users.rules.js';
export type { NewHuman, ProfileChange, User, UserCredentials, UserKind, UserStatus } from './users.types.js';
