import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { cursorInvalid } from '../errors/request.errors.js';
import { isId } from '../ids.rules.js';

export const PAGE_LIMIT_DEFAULT = 25;

/** `?limit=` and `?cursor=` of every list that may grow. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: PAGE_LIMIT_DEFAULT, example: 25 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit: number = PAGE_LIMIT_DEFAULT;

  @ApiPropertyOptional({ description: '`next_cursor` of the page before', example: 'MDE5OWM4…', maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly cursor?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** null on the last page. */
  readonly nextCursor: string | null;
}

/** Cursors are the id of the last row, wrapped so that nobody builds them by hand. */
export function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** @throws AppError cursor_invalid */
export function idOfCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!isId(id)) throw cursorInvalid();
  return id;
}

/**
 * A page of rows that are ordered by id.
 *
 * @param read reads that many rows after the given id (null = from the start)
 */
export async function readPage<T extends { readonly id: string }>(
  query: PageQuery,
  read: (afterId: string | null, limit: number) => Promise<T[]>,
): Promise<Page<T>> {
  const rows = await read(idOfCursor(query.cursor), query.limit + 1);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > query.limit && last ? cursorOf(last.id) : null };
}
