import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error.js';
import type { ErrorCode } from '../errors/catalogue.js';
import { toAppError } from '../errors/translate.js';
import type { AppLogger } from '../logging/logger.js';
import type { AllowedMethods } from './allowed-methods.js';
import { sendProblem } from './problem.js';
import { isGraphql, type GraphqlContext } from './request-of.js';

/** Nest passes on what the framework refused as an HttpException that keeps nothing but the status. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'request_malformed',
  408: 'request_timeout',
  413: 'request_too_large',
  414: 'uri_too_long',
  415: 'media_type_unsupported',
  431: 'request_headers_too_large',
};

/** Failures of ours, which somebody must look at. */
const LOGGED = new Set<ErrorCode>(['unexpected', 'database_unavailable']);

/** The only place where a failure becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly allowedMethods: AllowedMethods,
    private readonly logger: AppLogger,
    private readonly publicUrl: string,
  ) {}

  /** What a GraphQL resolver throws is handed back, for the answer of its query. */
  catch(thrown: unknown, host: ArgumentsHost): AppError | undefined {
    if (isGraphql(host))
      return this.logged(toAppError(thrown), host.getArgs<[unknown, unknown, GraphqlContext]>()[2].request);
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const error = this.logged(this.refusal(thrown, request), request);
    sendProblem(request, http.getResponse<FastifyReply>(), error, this.publicUrl);
    return undefined;
  }

  private logged(error: AppError, { id }: FastifyRequest): AppError {
    if (LOGGED.has(error.code)) this.logger.error({ req_id: id, err: error.cause }, error.code);
    return error;
  }

  private refusal(thrown: unknown, request: FastifyRequest): AppError {
    if (!(thrown instanceof HttpException)) return toAppError(thrown);
    const status = thrown.getStatus();
    if (status === 404) return this.routeNotFound(request);
    const code = BY_STATUS[status];
    return code ? new AppError(code, { cause: thrown }) : new AppError('unexpected', { cause: thrown });
  }

  private routeNotFound(request: FastifyRequest): AppError {
    const methods = this.allowedMethods.of(request.url);
    if (methods.length === 0) return new AppError('route_not_found');
    return new AppError('method_not_allowed', { headers: { allow: methods.join(', ') } });
  }
}
