import type { Client } from './client.js';
import { EventStream } from './event-stream.js';
import {
  givenHuman,
  givenLinkToken,
  givenServiceKey,
  identity,
  type Human,
  type Identity,
  type Place,
} from './given.js';

export const CHAT = '/v1/platform-linking/chat';

/** A person whom a bot service may speak for. */
export interface Chatter {
  readonly person: Human;
  readonly who: Identity;
}

/** A bot service that may link people and speak for them. */
export async function givenChatService(
  place: Place,
  overrides: Parameters<typeof givenServiceKey>[1] = {},
): Promise<{ readonly id: string; readonly key: string; readonly client: Client }> {
  return givenServiceKey(place, { scopes: ['linking', 'chat'], ...overrides });
}

/** Somebody new, linked. */
export async function givenChatter(place: Place, service: Client, platform = 'DISCORD'): Promise<Chatter> {
  const person = await givenHuman(place);
  const who = identity(platform);
  const { token } = await givenLinkToken(place, service, who);
  const confirmed = await person.client.post(`/v1/platform-linking/tokens/${token}/confirm`);
  if (confirmed.status !== 200) throw new Error(`Could not link: ${confirmed.status}`);
  return { person, who };
}

export const queryOf = (who: Identity): string => new URLSearchParams({ ...who }).toString();

export interface Said {
  readonly text: string;
  readonly session?: string;
  readonly key?: string;
}

/** Says something, and opens the stream of the answer. */
export function say(
  service: Client,
  who: Identity | { readonly user_id: string },
  said: Said | string,
): Promise<EventStream> {
  const { text, session, key }: Said = typeof said === 'string' ? { text: said } : said;
  return EventStream.open(`${service.url}${CHAT}/stream`, {
    method: 'POST',
    headers: {
      ...service.headers,
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify({ ...who, message: text, ...(session === undefined ? {} : { session_id: session }) }),
  });
}

/** Follows a turn, from where a client was. */
export function follow(service: Client, turn: string, after: string | null = null): Promise<EventStream> {
  const headers = { ...service.headers, ...(after === null ? {} : { 'last-event-id': after }) };
  return EventStream.open(`${service.url}${CHAT}/turns/${turn}/stream`, { headers });
}
