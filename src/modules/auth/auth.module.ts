import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/index.js';
import { AuditModule } from '../audit/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { RateLimitsModule } from '../rate-limits/index.js';
import { UsersModule } from '../users/index.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { AdmittedLogins } from './admitted-logins.service.js';
import { AuthController } from './auth.controller.js';
import { BasicCredentials } from './basic/basic-credentials.service.js';
import { FirstAdmin } from './first-admin.js';
import { ForeignKeys } from './foreign/foreign-keys.js';
import { ForeignTokens } from './foreign/foreign-tokens.service.js';
import { AccessTokens } from './keys/access-tokens.service.js';
import { JwksController } from './keys/jwks.controller.js';
import { SigningKeyEntity } from './keys/signing-key.entity.js';
import { SigningKeysRepository } from './keys/signing-keys.repository.js';
import { SigningKeys } from './keys/signing-keys.service.js';
import { DirectorySignIn } from './ldap/directory-sign-in.service.js';
import { Directory } from './ldap/directory.js';
import { LoginEntity } from './login.entity.js';
import { LoginsRepository } from './logins.repository.js';
import { LoginsService } from './logins.service.js';
import { MeController } from './me.controller.js';
import { OidcCallbackGuard } from './oidc/oidc-callback.guard.js';
import { OidcCookie } from './oidc/oidc-cookie.js';
import { OidcProvider } from './oidc/oidc-provider.js';
import { OidcSignIn } from './oidc/oidc-sign-in.service.js';
import { OidcStateEntity } from './oidc/oidc-state.entity.js';
import { OidcStatesRepository } from './oidc/oidc-states.repository.js';
import { OidcStates } from './oidc/oidc-states.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OidcStrategy } from './oidc/oidc.strategy.js';
import { ExternalIdentitiesRepository } from './outside/external-identities.repository.js';
import { ExternalIdentityEntity } from './outside/external-identity.entity.js';
import { KnownPeople } from './outside/known-people.js';
import { Newcomers } from './outside/newcomers.service.js';
import { OutsidePeople } from './outside/outside-people.service.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { Passwords } from './passwords/passwords.service.js';
import { ProfileService } from './profile.service.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshTokenEntity } from './refresh-token.entity.js';
import { RegistrationService } from './registration.service.js';
import { SessionGuard } from './session.guard.js';
import { Sessions } from './sessions.service.js';
import { SignInRefusals } from './sign-in-refusals.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignInService } from './sign-in.service.js';

const KEYS = [SigningKeysRepository, SigningKeys, AccessTokens];
const PASSWORDS = [PasswordHasher, SignInThrottle, Passwords];
const LOGINS = [LoginsRepository, LoginsService, Sessions, RefreshCookie, AdmittedLogins];
const OUTSIDE = [ExternalIdentitiesRepository, KnownPeople, Newcomers, OutsidePeople, ForeignKeys, ForeignTokens];
const OIDC = [OidcStatesRepository, OidcStates, OidcProvider, OidcSignIn, OidcCookie, OidcStrategy, OidcCallbackGuard];
const DIRECTORY = [Directory, DirectorySignIn];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      LoginEntity,
      RefreshTokenEntity,
      SigningKeyEntity,
      ExternalIdentityEntity,
      OidcStateEntity,
    ]),
    AuditModule,
    IdempotencyModule,
    RateLimitsModule,
    UsersModule,
    AccountsModule,
  ],
  controllers: [AuthController, MeController, JwksController, OidcController],
  providers: [
    ...KEYS,
    ...PASSWORDS,
    ...LOGINS,
    ...OUTSIDE,
    ...OIDC,
    ...DIRECTORY,
    BasicCredentials,
    SignInRefusals,
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
