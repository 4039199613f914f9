export { AccountsModule } from './accounts.module.js';
export { AccountAccess } from './account-access.service.js';
export { AccountsService } from './accounts.service.js';
export { PermissionGuard } from './permission.guard.js';
export type { Account, BotFallback } from './accounts.types.js';
