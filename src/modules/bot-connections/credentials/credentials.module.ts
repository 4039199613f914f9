import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit/index.js';
import { ProvidersModule } from '../../providers/index.js';
import { BotConnectionEntity } from '../bot-connection.entity.js';
import { CredentialSeal } from '../credential-seal.js';
import { PlatformRevocationEntity } from '../platform-revocation.entity.js';
import { BackgroundRefresher } from './background-refresher.js';
import { CredentialChanges } from './credential-changes.js';
import { CredentialExchange } from './credential-exchange.js';
import { CredentialStates } from './credential-states.js';
import { Credentials } from './credentials.js';
import { CredentialsRepository } from './credentials.repository.js';
import { FreshCredentials } from './fresh-credentials.js';
import { PersistentWrites } from './persistent-writes.js';
import { PlatformRequests } from './platform-requests.js';
import { RevocationEnds } from './revocation-ends.js';
import { RevocationWorker } from './revocation-worker.js';
import { RevocationsRepository } from './revocations.repository.js';
import { TokenChecks } from './token-checks.js';
import { TokenValidation } from './token-validation.js';
import { ValidationsRepository } from './validations.repository.js';

/** Everything about the credentials of connections: stored sealed, kept fresh, validated, and revoked in the end. */
@Module({
  imports: [TypeOrmModule.forFeature([BotConnectionEntity, PlatformRevocationEntity]), AuditModule, ProvidersModule],
  providers: [
    CredentialSeal,
    CredentialsRepository,
    RevocationsRepository,
    ValidationsRepository,
    CredentialChanges,
    CredentialExchange,
    CredentialStates,
    Credentials,
    FreshCredentials,
    PersistentWrites,
    PlatformRequests,
    TokenChecks,
    BackgroundRefresher,
    TokenValidation,
    RevocationEnds,
    RevocationWorker,
  ],
  exports: [Credentials, FreshCredentials, CredentialSeal],
})
export class CredentialsModule {}
