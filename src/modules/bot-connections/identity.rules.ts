import type { PlatformIdentity } from '../providers/index.js';

/** Both as long as their columns. */
const PLAIN_ID = /^[^\p{C}\p{Z}]{1,64}$/u;
const NAME_MAX_LENGTH = 100;

/** Names are the platform's text: whatever it sends can be stored and shown. null = an id that cannot be one. */
export function storableIdentity({ id, login, displayName }: PlatformIdentity): PlatformIdentity | null {
  if (!PLAIN_ID.test(id)) return null;
  const name = clipped(login) || id;
  return { id, login: name, displayName: clipped(displayName) || name };
}

const plain = (text: string): string => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();

/** By characters, so that none is cut in half. */
const clipped = (text: string): string => Array.from(plain(text)).slice(0, NAME_MAX_LENGTH).join('');
