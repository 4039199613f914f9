import { crc32 } from 'node:zlib';
import { base62 } from './base62.js';
import { hashSecret, looksLikeSecret, mintSecret, sameSecret, secretPrefix } from './secrets.js';

describe('our secrets', () => {
  it.each(['svc', 'sys', 'pat', 'bot'] as const)('of kind %s verify offline', (kind) => {
    for (let i = 0; i < 200; i++) {
      const secret = mintSecret(kind);
      expect(secret).toMatch(new RegExp(`^us_${kind}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$`));
      expect(looksLikeSecret(secret, kind)).toBe(true);
    }
  });

  it('are turned away by shape or checksum when a character differs', () => {
    const secret = mintSecret('svc');
    const other = secret.charAt(10) === 'a' ? 'b' : 'a';
    expect(looksLikeSecret(secret.slice(0, 10) + other + secret.slice(11), 'svc')).toBe(false);
    expect(looksLikeSecret(secret, 'pat')).toBe(false);
    for (const junk of ['', 'us_svc_', secret.slice(1), `${secret} `, `${secret}\n`, secret.toLowerCase()]) {
      expect(looksLikeSecret(junk, 'svc')).toBe(false);
    }
  });

  it('carry the CRC32 of what precedes, as a published format', () => {
    const body = `us_svc_${'0'.repeat(43)}`;
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    expect(looksLikeSecret(`${body}_${base62(sum, 6)}`, 'svc')).toBe(true);
  });

  it('compare and digest as texts of any length', () => {
    expect(sameSecret('a', 'a')).toBe(true);
    expect(sameSecret('a', 'ab')).toBe(false);
    expect(hashSecret('x')).toHaveLength(32);
    expect(secretPrefix('us_svc_abcdefghij')).toBe('us_svc_abcdef');
  });
});

describe('base62', () => {
  it.each([
    [[0], 1, '0'],
    [[61], 1, 'z'],
    [[62], 2, '10'],
    [[0, 0], 3, '000'],
    [[255, 255, 255, 255], 6, '4gfFC3'],
  ])('writes %j', (bytes, width, text) => {
    expect(base62(Uint8Array.from(bytes), width)).toBe(text);
  });
});
