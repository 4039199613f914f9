import type { GraphQLError } from 'graphql';
import { AppError } from '../../common/errors/app-error.js';

/** They quote the query and the schema, and nothing else. */
export const queryInvalid = (errors: readonly GraphQLError[]): AppError =>
  new AppError('query_invalid', { detail: errors.map(({ message }) => message).join(' ') });

export const queryTooLarge = (): AppError =>
  new AppError('query_too_large', { detail: 'At most 8 levels, a cost of 1000 and 15 aliases.' });
