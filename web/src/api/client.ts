import createClient from 'openapi-fetch';
import { problemOf } from './problem';
import type { components, paths } from './schema';
import { session } from './session';

export type Schemas = components['schemas'];

/** Sends the access token; one that was refused is exchanged once. */
async function asCaller(request: Request): Promise<Response> {
  const token = await session.token();
  if (token === null) return fetch(request);
  const again = request.clone();
  const response = await fetch(bearing(request, token));
  if (response.status !== 401) return response;
  const next = await session.refresh(token);
  return next === null ? response : fetch(bearing(again, next));
}

function bearing(request: Request, token: string): Request {
  request.headers.set('authorization', `Bearer ${token}`);
  return request;
}

/** Every route of the OpenAPI document, with its types. What the program refuses is thrown, as a Problem. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: asCaller });

api.use({
  onResponse: async ({ response }) => {
    if (!response.ok) throw await problemOf(response);
  },
});

/** The body of an answer. */
export async function ask<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  if (data === undefined) throw new Error('The answer has no body');
  return data;
}
