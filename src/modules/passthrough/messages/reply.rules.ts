import { chatNotFound, messageRefused } from '../passthrough.errors.js';
import type { Delivery, PlatformReply } from './message.types.js';

/** A value deep in what a platform answered; undefined where there is none. */
export function valueAt(json: unknown, ...path: readonly (string | number)[]): unknown {
  let at = json;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  return at;
}

/** A text or number as text; null for anything else and for an empty text. */
export function textAt(json: unknown, ...path: readonly (string | number)[]): string | null {
  const value = valueAt(json, ...path);
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : null;
}

export const delivered = (id: string | null): Delivery => ({ id, delivered: true, dropReason: null });

/** Words of platforms are handed on where they are words; sentences could hold anything. */
export const dropped = (reason: string | null): Delivery => ({
  id: null,
  delivered: false,
  dropReason: reason !== null && /^[\w.-]{1,64}$/.test(reason) ? reason : 'dropped',
});

/**
 * What a status that is no success comes to: 403 is about this message and speaker, 404 about the channel.
 *
 * @param reason the platform's word for it
 * @throws AppError chat_not_found, message_refused
 */
export function refusalOf({ status }: PlatformReply, reason: string | null): Delivery {
  if (status === 403) return dropped(reason);
  throw status === 404 ? chatNotFound() : messageRefused(status);
}
