import { AppError, type FieldProblem } from './app-error.js';

/** 422 with one entry per wrong field. */
export const requestInvalid = (errors: readonly FieldProblem[]): AppError =>
  new AppError('request_invalid', { detail: errors.map((problem) => problem.message).join('; '), members: { errors } });

export const requestMalformed = (detail: string): AppError => new AppError('request_malformed', { detail });

export const cursorInvalid = (): AppError => new AppError('cursor_invalid');

/** @param seconds until a new attempt can succeed */
export const busy = (seconds: number): AppError =>
  new AppError('busy', { headers: { 'retry-after': String(seconds) } });

export const databaseUnavailable = (cause: unknown): AppError =>
  new AppError('database_unavailable', { cause, headers: { 'retry-after': '1' } });
