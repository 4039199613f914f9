export { AuthModule } from './auth.module.js';
export { SessionGuard } from './session.guard.js';
