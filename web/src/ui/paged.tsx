import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { Button } from './button';
import { Failed, Loading } from './states';

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

interface PagedProps<T> {
  readonly queryKey: QueryKey;
  readonly read: (cursor: string | undefined) => Promise<PageOf<T>>;
  /** Asks again this often, for lists that somebody watches. */
  readonly everyMs?: number | false;
  readonly empty: ReactNode;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** A list that may grow: its first page, and the others on demand. */
export function Paged<T>({ queryKey, read, everyMs = false, empty, children }: PagedProps<T>): ReactElement {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: everyMs,
  });
  if (query.data === undefined) {
    return query.isError ? <Failed error={query.error} retry={() => void query.refetch()} /> : <Loading />;
  }
  const items = query.data.pages.flatMap((page) => page.items);
  return (
    <>
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {items.length === 0 ? empty : children(items)}
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}
