import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AllowedMethods } from './common/http/allowed-methods.js';
import { acceptJsonOnly } from './common/http/json-body.js';
import { observeRequests } from './common/http/observe-requests.js';
import { ProblemFilter } from './common/http/problem.filter.js';
import { declareRequestState } from './common/http/request-state.js';
import { sendSecurityHeaders } from './common/http/security-headers.js';
import { closeConnectionsWhileStopping } from './common/http/stopping.js';
import { RequestValidationPipe } from './common/http/validation.pipe.js';
import { APP_LOGGER, type AppLogger } from './common/logging/logger.js';
import { Metrics } from './common/metrics/metrics.js';
import { AppConfig } from './config/app-config.js';
import { serveDocs } from './openapi.js';

/** Parsers, hooks, pipes and filter: everything between the socket and a controller. Shared by main and the tests. */
export function configureApp(app: NestFastifyApplication): void {
  const config = app.get(AppConfig);
  const logger = app.get<AppLogger>(APP_LOGGER);
  const fastify = app.getHttpAdapter().getInstance();
  const allowedMethods = new AllowedMethods();

  allowedMethods.watch(fastify);
  declareRequestState(fastify);
  acceptJsonOnly(fastify);
  sendSecurityHeaders(fastify, config.publicUrl);
  observeRequests(fastify, logger, app.get(Metrics));
  closeConnectionsWhileStopping(fastify);

  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalFilters(new ProblemFilter(allowedMethods, logger, config.publicUrl));
  if (config.settings.DOCS_ENABLED) serveDocs(app);
}
