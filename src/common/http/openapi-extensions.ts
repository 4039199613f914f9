/**
 * OpenAPI extensions that decorators leave on an operation for the document builder. It turns them into responses, headers and
 * parameters, and takes them out of the finished document.
 */
export const RATE_LIMITED_EXTENSION = 'x-rate-limited';
export const ACCESS_EXTENSION = 'x-access';
