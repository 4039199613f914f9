import { bodiesOf, routesOf, type Document } from '../../support/contract.js';
import type { Recorder } from './recorder.js';

type Headers = Readonly<Record<string, string>>;

export interface Drive {
  /** Who calls: the headers that say so. */
  readonly callers: readonly Headers[];
  /** Sent with every call, beside what says who calls. */
  readonly headers: Headers;
  /** For each place of a call that takes a value. */
  readonly token: string;
  readonly id: string;
  readonly query: string;
  readonly field: string;
}

/** These end what the other calls live on. */
const LAST = new Set(['DELETE /v1/me', 'POST /v1/auth/logout']);

/** Calls every documented route, as everybody, with bodies right, wrong and broken. @returns how many routes there are */
export async function driveEveryRoute(recorder: Recorder, document: Document, drive: Drive): Promise<number> {
  const routes = routesOf(document).map((route) => ({ ...route, method: route.method.toUpperCase() }));
  const isLast = ({ method, path }: { method: string; path: string }): number => Number(LAST.has(`${method} ${path}`));
  routes.sort((a, b) => isLast(a) - isLast(b));
  for (const { method, path, operation } of routes) {
    const address = `${path.replace('{token}', drive.token).replaceAll(/\{\w+\}/g, drive.id)}?${drive.query}`;
    const example = bodiesOf(operation).request[0]?.example;
    const bodies = operation.requestBody ? bodiesWith(example, drive.field) : [undefined, { note: drive.field }];
    for (const caller of drive.callers) {
      const calls = bodies.map((body) =>
        recorder.send(method, address, headersAnd(drive.headers, caller, body, method)),
      );
      await Promise.all(calls);
    }
  }
  return routes.length;
}

function headersAnd(
  all: Headers,
  caller: Headers,
  body: unknown,
  method: string,
): { headers: Headers; body?: unknown } {
  const headers = { ...all, ...caller };
  return body === undefined || method === 'GET' || method === 'HEAD' ? { headers } : { headers, body };
}

/** As documented; with an unknown field; with every text replaced; and no JSON at all. */
function bodiesWith(example: unknown, field: string): unknown[] {
  return [example ?? {}, { ...(example as object), note: field }, replaced(example, field), `{"note":"${field}",`];
}

function replaced(value: unknown, field: string): unknown {
  if (typeof value === 'string') return field;
  if (Array.isArray(value)) return value.map((inner) => replaced(inner, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, field)]));
}
