import {
  hashLinkToken,
  judgeConfirm,
  judgeProof,
  LINK_TOKEN_PATTERN,
  mintLinkToken,
  mintProofCode,
  statusOf,
  type LinkTokenFacts,
} from './link-token.rules.js';

const pending: LinkTokenFacts = { state: 'pending', open: true, expired: false, confirmedBy: null, proof: 'code' };
const awaiting: LinkTokenFacts = { ...pending, state: 'awaiting_proof', confirmedBy: 'ada' };
const closed = (state: LinkTokenFacts['state']): LinkTokenFacts => ({ ...pending, state, open: false });

describe('judgeConfirm', () => {
  it.each([
    ['pending', pending, 'confirm'],
    ['pending and expired', { ...pending, expired: true }, 'expired'],
    ['awaiting my proof', awaiting, 'repeat'],
    ['awaiting my proof, expired', { ...awaiting, expired: true }, 'expired'],
    ["awaiting another's proof", { ...awaiting, confirmedBy: 'bob' }, 'used'],
    ['used', closed('used'), 'used'],
    ['used and expired', { ...closed('used'), expired: true }, 'used'],
    ['superseded', closed('superseded'), 'expired'],
    ['declined', closed('declined'), 'expired'],
    ['exhausted', closed('exhausted'), 'expired'],
  ])('of a token that is %s', (_, token, verdict) => {
    expect(judgeConfirm(token, 'ada')).toBe(verdict);
  });
});

describe('judgeProof', () => {
  it.each([
    ['pending', pending, 'not_awaited'],
    ['awaiting proof', awaiting, 'check'],
    ['awaiting a sign-in at the platform', { ...awaiting, proof: 'platform' as const }, 'not_awaited'],
    ['awaiting proof, expired', { ...awaiting, expired: true }, 'expired'],
    ['used', closed('used'), 'used'],
    ['exhausted', closed('exhausted'), 'expired'],
  ])('of a token that is %s', (_, token, verdict) => {
    expect(judgeProof(token)).toBe(verdict);
  });
});

describe('statusOf', () => {
  it.each([
    ['pending', pending, null, 'pending'],
    ['awaiting proof', awaiting, null, 'pending'],
    ['expired', { ...pending, expired: true }, null, 'expired'],
    ['used, with its link', closed('used'), 'ada', 'linked'],
    ['used, its link removed', closed('used'), null, 'expired'],
    ['superseded', closed('superseded'), null, 'expired'],
  ])('of a token that is %s', (_, token, linkedUserId, status) => {
    expect(statusOf(token, linkedUserId)).toBe(status);
  });
});

describe('minting', () => {
  it('makes tokens of 256 bits that the routes accept, never twice', () => {
    const tokens = Array.from({ length: 1000 }, mintLinkToken);
    expect(new Set(tokens).size).toBe(1000);
    for (const token of tokens) expect(token).toMatch(LINK_TOKEN_PATTERN);
    expect(Buffer.from(tokens[0] ?? '', 'base64url')).toHaveLength(32);
    expect(hashLinkToken('a').toString('hex')).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
  });

  it('makes codes of six digits', () => {
    for (let i = 0; i < 1000; i++) expect(mintProofCode()).toMatch(/^[0-9]{6}$/);
  });
});
