import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { AdminProvidersController } from './admin-providers.controller.js';
import { ClientSecretSeal } from './client-secret-seal.js';
import { ConnectStrategies } from './connect/connect-strategies.js';
import { OutboundClient } from './outbound-client.js';
import { PlatformAdapters } from './platform-adapters.js';
import { PlatformCalls } from './platform-calls.js';
import { PlatformFlags } from './platform-flags.js';
import { PlatformFlagsRepository } from './platform-flags.repository.js';
import { PlatformStandings } from './platform-standings.js';
import { ProviderApplications } from './provider-applications.js';
import { ProviderOverrideEntity } from './provider-override.entity.js';
import { ProviderOffers } from './provider-offers.service.js';
import { ProviderOverridesController } from './provider-overrides.controller.js';
import { ProviderOverridesService } from './provider-overrides.service.js';
import { ProviderSettingEntity } from './provider-setting.entity.js';
import { ProviderViews } from './provider-views.js';
import { ProvidersController } from './providers.controller.js';
import { ProvidersRepository } from './providers.repository.js';
import { PlatformSignIn } from './sign-in/platform-sign-in.js';
import { ProvidersService } from './providers.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ProviderSettingEntity, ProviderOverrideEntity]), AuditModule, IdempotencyModule],
  controllers: [ProvidersController, AdminProvidersController, ProviderOverridesController],
  providers: [
    OutboundClient,
    PlatformCalls,
    PlatformAdapters,
    ClientSecretSeal,
    ProvidersRepository,
    PlatformFlagsRepository,
    PlatformStandings,
    ProviderApplications,
    PlatformFlags,
    ProviderViews,
    ProvidersService,
    ProviderOverridesService,
    ProviderOffers,
    ConnectStrategies,
    PlatformSignIn,
  ],
  exports: [
    PlatformAdapters,
    ProviderApplications,
    PlatformFlags,
    PlatformStandings,
    ProviderOffers,
    ConnectStrategies,
    PlatformSignIn,
  ],
})
export class ProvidersModule {}
