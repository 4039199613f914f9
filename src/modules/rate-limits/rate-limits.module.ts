import { Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { REDIS } from '../../common/redis/redis.js';
import { COUNTERS, counterFactory } from './counters.js';
import { RateLimitGuard } from './rate-limit.guard.js';
import { RateLimitsRepository } from './rate-limits.repository.js';
import { RateLimitsService } from './rate-limits.service.js';

@Module({
  providers: [
    { provide: COUNTERS, useFactory: counterFactory, inject: [getDataSourceToken(), REDIS] },
    RateLimitsRepository,
    RateLimitsService,
    RateLimitGuard,
  ],
  exports: [RateLimitsService, RateLimitGuard],
})
export class RateLimitsModule {}
