import { Inject, Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { execute, type ExecutionResult, type GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError } from '../../common/errors/app-error.js';
import { problemOf } from '../../common/errors/problem.js';
import { toAppError } from '../../common/errors/translate.js';
import type { GraphqlContext } from '../../common/http/request-of.js';
import { APP_LOGGER, type AppLogger } from '../../common/logging/logger.js';
import { AppConfig } from '../../config/app-config.js';
import { queryInvalid } from './graphql.errors.js';
import { Introspection } from './introspection.js';
import { readQuery } from './query-limits.js';

export interface AskedQuery {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

export interface QueryAnswer {
  /** Absent when the query was refused as a whole. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** Answers queries of the schema that Nest made of all resolvers. */
@Injectable()
export class Queries {
  constructor(
    private readonly host: GraphQLSchemaHost,
    private readonly introspection: Introspection,
    private readonly config: AppConfig,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  async answer({ query, variables, operationName }: AskedQuery, context: GraphqlContext): Promise<QueryAnswer> {
    const { request, reply } = context;
    const { schema } = this.host;
    try {
      const document = readQuery(schema, query, await this.introspection.isOpenTo(request, reply, query));
      const result: ExecutionResult = await execute({
        schema,
        document,
        contextValue: context,
        variableValues: variables ?? null,
        operationName: operationName ?? null,
      });
      return this.told(result, request.id);
    } catch (refusal) {
      if (refusal instanceof AppError) return { errors: [this.formatted(refusal, request.id)] };
      throw refusal;
    }
  }

  private told({ data, errors }: ExecutionResult, requestId: string): QueryAnswer {
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors === undefined
        ? {}
        : { errors: errors.map((error) => this.formatted(this.refusalOf(error, requestId), requestId, error)) }),
    };
  }

  /** Without a path it is about the query (a variable that does not fit); else a resolver refused, or what it answered fits no schema. */
  private refusalOf(error: GraphQLError, requestId: string): AppError {
    if (error.path === undefined) return queryInvalid([error]);
    if (error.originalError instanceof AppError) return error.originalError;
    this.logger.error({ req_id: requestId, err: error }, 'a resolver failed');
    return toAppError(error.originalError);
  }

  /** The problem document of the same refusal over REST stands in `extensions`. */
  private formatted(refusal: AppError, requestId: string, error?: GraphQLError): GraphQLFormattedError {
    const { locations, path } = error ?? {};
    return {
      message: refusal.title,
      ...(locations === undefined ? {} : { locations }),
      ...(path === undefined ? {} : { path }),
      extensions: { ...problemOf(refusal, requestId, this.config.publicUrl) },
    };
  }
}
