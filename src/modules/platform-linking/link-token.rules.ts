import { hash, randomBytes, randomInt } from 'node:crypto';
import type { ProofMode } from '../../common/access/principal.js';

export const LINK_TOKEN_STATES = ['pending', 'awaiting_proof', 'used', 'superseded', 'declined', 'exhausted'] as const;
export type LinkTokenState = (typeof LINK_TOKEN_STATES)[number];

/** What the routes accept as a token; ours are 43 characters long. */
export const LINK_TOKEN_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** Wrong codes, or sign-ins as somebody else, that kill a token. */
export const MAX_WRONG_PROOFS = 5;

/** 32 random bytes, url-safe base64. */
export function mintLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256, all that is stored of a token. */
export function hashLinkToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** Six digits, each value equally likely. */
export function mintProofCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

export interface LinkTokenFacts {
  /** Pending or awaiting proof. A closed token never opens again. */
  readonly open: boolean;
  readonly state: LinkTokenState;
  /** By the database's clock. */
  readonly expired: boolean;
  readonly confirmedBy: string | null;
  readonly proof: ProofMode;
}

export type ConfirmVerdict = 'confirm' | 'repeat' | 'used' | 'expired';

/**
 * May this person confirm this token? Somebody who waits for the proof of a token may ask again for what it needs; for everybody else it
 * is taken.
 */
export function judgeConfirm(token: LinkTokenFacts, userId: string): ConfirmVerdict {
  if (token.state === 'used') return 'used';
  if (token.expired || !token.open) return 'expired';
  if (token.state === 'pending') return 'confirm';
  return token.confirmedBy === userId ? 'repeat' : 'used';
}

export type ProofVerdict = 'check' | 'not_awaited' | 'used' | 'expired';

/** Is this token waiting for a code? */
export function judgeProof(token: LinkTokenFacts): ProofVerdict {
  if (token.state === 'used') return 'used';
  if (token.expired || !token.open) return 'expired';
  return token.state === 'awaiting_proof' && token.proof === 'code' ? 'check' : 'not_awaited';
}

export type LinkTokenStatus = 'pending' | 'linked' | 'expired';

/**
 * What `status` says. `linked` only while a link made by this very token exists: a superseded token never is, whatever became of its
 * successor.
 */
export function statusOf(token: LinkTokenFacts, linkedUserId: string | null): LinkTokenStatus {
  if (linkedUserId !== null) return 'linked';
  return token.open && !token.expired ? 'pending' : 'expired';
}
