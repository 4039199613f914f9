import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits: a state, a nonce, a PKCE verifier, or what a browser is recognised by. */
export const flowSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Has it the form of one of ours? What has not is not looked for. */
export const isFlowSecret = (text: string | null): text is string => text !== null && SECRET.test(text);

/** All that is stored of one. */
export const hashFlowSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
