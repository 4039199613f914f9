/** What a browser came back with, as it came: routers join parameters that come twice. */
export function returnedQuery(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark + 1);
}

/** The one value of a parameter; null when there is none, or two. */
export function onlyValue(query: URLSearchParams, name: string): string | null {
  const values = query.getAll(name);
  return values.length === 1 ? (values[0] ?? null) : null;
}
