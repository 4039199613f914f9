export { AuthModule } from './auth.module.js';
export { SessionGuard } from './session.guard.js';
export { AUTH_SEALED } from './sealed-columns.rules.js';
