import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { createHttpAdapter } from './common/http/http-adapter.js';
import type { AppLogger } from './common/logging/logger.js';
import { NestLogger } from './common/logging/nest-logger.js';
import type { AppConfig } from './config/app-config.js';
import { configureApp } from './configure-app.js';

/** The whole program, ready to listen. Used by main and by the tests. */
export async function createApp(config: AppConfig, logger: AppLogger): Promise<NestFastifyApplication> {
  const adapter = createHttpAdapter({
    publicUrl: config.publicUrl,
    trustedProxies: config.settings.TRUSTED_PROXIES,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, logger), adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: false,
  });
  configureApp(app);
  return app;
}
