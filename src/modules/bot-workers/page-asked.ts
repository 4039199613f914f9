import { requestInvalid } from '../../common/errors/request.errors.js';
import { PAGE_LIMIT_DEFAULT, type PageQuery } from '../../common/paging/page.js';

/** As `?limit=` and `?cursor=` of a route are checked. @throws AppError request_invalid */
export function pageAsked(limit: number | null, cursor: string | null): PageQuery {
  if (limit !== null && (limit < 1 || limit > 100)) {
    throw requestInvalid([{ path: 'limit', code: 'max', message: 'limit must be from 1 to 100' }]);
  }
  return { limit: limit ?? PAGE_LIMIT_DEFAULT, ...(cursor === null ? {} : { cursor }) };
}
