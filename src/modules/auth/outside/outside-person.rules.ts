import { isId } from '../../../common/ids.rules.js';
import type { OutsidePerson } from './outside.types.js';

/** RFC 7519 and OpenID Connect: case-sensitive, at most 255 ASCII characters. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/** Plain ASCII addresses only: the database and we must fold the same letters. */
const EMAIL = /^(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** Leaves room for a suffix, should the name be taken. */
const USERNAME_LENGTH = 48;

const TEXT_LENGTH = 255;

/**
 * The person that verified claims (of a JWT, an ID token or userinfo) tell of, or null when they name nobody. An e-mail address
 * counts only when the issuer says that it was verified.
 */
export function personOfClaims(issuer: string, claims: Readonly<Record<string, unknown>>): OutsidePerson | null {
  const { sub, email, email_verified: verified } = claims;
  if (typeof sub !== 'string' || !SUBJECT.test(sub)) return null;
  return {
    issuer,
    subject: sub,
    username: textOf(claims.preferred_username),
    email: verified === true ? emailOf(email) : null,
    name: textOf(claims.name),
  };
}

export const emailOf = (value: unknown): string | null =>
  typeof value === 'string' && EMAIL.test(value) ? value.toLowerCase() : null;

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, TEXT_LENGTH) : null;

/** What they are called at the issuer, in our alphabet. A name with a domain is the part before it. May be empty. */
export const ownUsername = ({ username }: OutsidePerson): string =>
  inOurAlphabet((username ?? '').split('@', 1)[0] ?? '');

/**
 * The username that this person would get, if it were free: what they are called, else the name of their mailbox, else their subject.
 * A mailbox or subject may begin with `bot-` without being a bot, so those never make such a name. No name looks like an id, as subjects do.
 */
export function wantedUsername(person: OutsidePerson): string {
  const called = ownUsername(person);
  if (called !== '' && !isId(called)) return called;
  const guess = called || inOurAlphabet(person.email?.split('@', 1)[0] ?? '') || inOurAlphabet(person.subject);
  const isOurs = guess !== '' && !guess.startsWith('bot-') && !isId(guess);
  return isOurs ? guess : `user-${guess}`.slice(0, USERNAME_LENGTH).replace(/-$/, '');
}

/** Another name for when the wanted one is taken. A dot, as `bot` and a hyphen would make a name of bots. */
export const otherUsername = (wanted: string, suffix: string): string => `${wanted}.${suffix}`;

function inOurAlphabet(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, USERNAME_LENGTH)
    .replace(/-+$/, '');
}
