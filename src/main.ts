import 'reflect-metadata';
import { createLogger } from './common/logging/logger.js';
import { AppConfig } from './config/app-config.js';
import { createApp } from './create-app.js';
import { collectGarbageByHeapLimit } from './garbage-collection.js';
import { failToStart, stopGracefully } from './process-lifecycle.js';

async function main(): Promise<void> {
  collectGarbageByHeapLimit();
  const config = AppConfig.fromProcess();
  const logger = createLogger(config.settings.LOG_LEVEL);
  const app = await createApp(config, logger);
  stopGracefully(app, logger, {
    graceSeconds: config.settings.SHUTDOWN_GRACE_SECONDS,
    withParent: config.startedByNpm,
  });
  await app.listen(config.settings.PORT, config.settings.HOST);
  logger.info({ url: await app.getUrl(), pid: process.pid }, 'understudy is listening');
  logger.flush();
}

main().catch(failToStart);
