import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/index.js';
import { AuditModule } from '../audit/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { RateLimitsModule } from '../rate-limits/index.js';
import { UsersModule } from '../users/index.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { AuthController } from './auth.controller.js';
import { FirstAdmin } from './first-admin.js';
import { AccessTokens } from './keys/access-tokens.service.js';
import { JwksController } from './keys/jwks.controller.js';
import { SigningKeyEntity } from './keys/signing-key.entity.js';
import { SigningKeysRepository } from './keys/signing-keys.repository.js';
import { SigningKeys } from './keys/signing-keys.service.js';
import { LoginEntity } from './login.entity.js';
import { LoginsRepository } from './logins.repository.js';
import { LoginsService } from './logins.service.js';
import { MeController } from './me.controller.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { Passwords } from './passwords/passwords.service.js';
import { ProfileService } from './profile.service.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshTokenEntity } from './refresh-token.entity.js';
import { RegistrationService } from './registration.service.js';
import { SessionGuard } from './session.guard.js';
import { Sessions } from './sessions.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignInService } from './sign-in.service.js';

const KEYS = [SigningKeysRepository, SigningKeys, AccessTokens];
const PASSWORDS = [PasswordHasher, SignInThrottle, Passwords];
const LOGINS = [LoginsRepository, LoginsService, Sessions, RefreshCookie];

@Module({
  imports: [
    TypeOrmModule.forFeature([LoginEntity, RefreshTokenEntity, SigningKeyEntity]),
    AuditModule,
    IdempotencyModule,
    RateLimitsModule,
    UsersModule,
    AccountsModule,
  ],
  controllers: [AuthController, MeController, JwksController],
  providers: [
    ...KEYS,
    ...PASSWORDS,
    ...LOGINS,
    RegistrationService,
    SignInService,
    ProfileService,
    FirstAdmin,
    AccessTokenStrategy,
    SessionGuard,
  ],
  exports: [SessionGuard],
})
export class AuthModule {}
