import type { CanActivate } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GLOBAL_GUARDS } from './app.module.js';
import { AllowedMethods } from './common/http/allowed-methods.js';
import { serveDirectRoutes } from './common/http/direct-route.js';
import { judgeExpectations } from './common/http/expectations.js';
import { acceptJsonOnly } from './common/http/json-body.js';
import { observeRequests } from './common/http/observe-requests.js';
import { ProblemFilter } from './common/http/problem.filter.js';
import { declareRequestState } from './common/http/request-state.js';
import { RequestsUnderWay } from './common/http/requests-under-way.js';
import { sendSecurityHeaders } from './common/http/security-headers.js';
import { closeConnectionsWhileStopping } from './common/http/stopping.js';
import { RequestValidationPipe } from './common/http/validation.pipe.js';
import { APP_LOGGER, type AppLogger } from './common/logging/logger.js';
import { Metrics } from './common/metrics/metrics.js';
import { AppConfig } from './config/app-config.js';
import { serveConsole } from './console/serve-console.js';
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
  const requests = new RequestsUnderWay(fastify, observeRequests(fastify, logger, app.get(Metrics)));
  judgeExpectations(fastify);
  closeConnectionsWhileStopping(fastify, requests);

  const pipe = new RequestValidationPipe();
  serveDirectRoutes(
    app,
    GLOBAL_GUARDS.map((guard) => app.get<CanActivate>(guard)),
    pipe,
  );
  app.useGlobalPipes(pipe);
  app.useGlobalFilters(new ProblemFilter(allowedMethods, logger, config.publicUrl));
  serveConsole(fastify, logger);
  if (config.settings.DOCS_ENABLED) serveDocs(app);
}
