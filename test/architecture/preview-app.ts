import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { createHttpAdapter } from '../../src/common/http/http-adapter.js';
import { createLogger } from '../../src/common/logging/logger.js';
import { AppConfig } from '../../src/config/app-config.js';
import { configureApp } from '../../src/configure-app.js';

export interface PreviewApp {
  readonly app: NestFastifyApplication;
  /** `METHOD /path` of everything that Fastify serves, whoever registered it. HEAD goes with its GET. */
  readonly routes: readonly string[];
}

/**
 * The program with all its routes, in Nest's preview mode: nothing is constructed, so nothing is connected to and nothing can be
 * called.
 */
export async function previewApp(): Promise<PreviewApp> {
  const config = AppConfig.from({ ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` });
  const adapter = createHttpAdapter({ publicUrl: config.publicUrl, trustedProxies: 0 });
  const routes: string[] = [];
  adapter.getInstance().addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`);
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, createLogger('silent')),
    adapter,
    {
      logger: false,
      preview: true,
      abortOnError: false,
      bodyParser: false,
    },
  );
  configureApp(app);
  await app.init();
  return { app, routes };
}
