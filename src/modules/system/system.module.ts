import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { InfoController } from './info.controller.js';
import { MetricsController } from './metrics.controller.js';
import { MissingKeys } from './missing-keys.service.js';

@Module({
  controllers: [HealthController, InfoController, MetricsController],
  providers: [HealthService, MissingKeys],
})
export class SystemModule {}
