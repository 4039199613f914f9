import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TokenPasswords } from './common/access/token-passwords.js';
import { KEY_RING } from './common/crypto/key-ring.js';
import { SEALED_COLUMNS } from './common/crypto/sealed-column.js';
import { SealedBox } from './common/crypto/sealed-box.js';
import { APP_LOGGER, type AppLogger } from './common/logging/logger.js';
import { Metrics } from './common/metrics/metrics.js';
import { connectRedis, REDIS, RedisConnection } from './common/redis/redis.js';
import { PeriodicTasks } from './common/time/periodic-tasks.js';
import { AppConfig } from './config/app-config.js';
import { ALL_SEALED } from './sealed-columns.js';

/** What every module may ask for without importing it: the words of `common/`, and the configuration. */
@Global()
@Module({})
export class FoundationModule {
  static with(config: AppConfig, logger: AppLogger): DynamicModule {
    return {
      module: FoundationModule,
      providers: [
        { provide: AppConfig, useValue: config },
        { provide: APP_LOGGER, useValue: logger },
        { provide: KEY_RING, useValue: config.keys },
        { provide: SEALED_COLUMNS, useValue: ALL_SEALED },
        { provide: REDIS, useFactory: () => connectRedis(config.settings.REDIS_URL, logger) },
        RedisConnection,
        SealedBox,
        Metrics,
        PeriodicTasks,
        TokenPasswords,
      ],
      exports: [
        AppConfig,
        APP_LOGGER,
        KEY_RING,
        SEALED_COLUMNS,
        REDIS,
        SealedBox,
        Metrics,
        PeriodicTasks,
        TokenPasswords,
      ],
    };
  }
}
