/** What may be verified with a published key. Nothing symmetric, and no `none`. */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'] as const;

/** Access tokens of RFC 9068, and those of issuers that call every token a JWT. Not logout, DPoP or client assertions. */
const TYPES = new Set(['at+jwt', 'application/at+jwt', 'jwt']);

export const isTypeOfAccessToken = (type: unknown): boolean =>
  type === undefined || (typeof type === 'string' && TYPES.has(type.toLowerCase()));

/** The issuer that a token claims to be of, unverified: only to choose who verifies it. null when it cannot be read. */
export function claimedIssuer(token: string): string | null {
  const [, payload, signature, more] = token.split('.', 4);
  if (payload === undefined || signature === undefined || more !== undefined) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const issuer = typeof claims === 'object' && claims !== null && 'iss' in claims ? claims.iss : null;
    return typeof issuer === 'string' ? issuer : null;
  } catch {
    return null;
  }
}
