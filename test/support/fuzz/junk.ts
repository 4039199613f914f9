import fc from 'fast-check';

const NUL = '\u0000';
const HALF_A_CHARACTER = '\ud800';

/** Texts that have broken somebody's program before. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  NUL,
  `a${NUL}b`,
  HALF_A_CHARACTER,
  `a${HALF_A_CHARACTER}`,
  '\ufeff',
  '\u202e',
  '𝕬'.repeat(30),
  'a'.repeat(256),
  'a'.repeat(5000),
  '__proto__',
  'constructor',
  "'; DROP TABLE users; --",
  '${7*7}',
  '../../etc/passwd',
  'null',
  '0',
  '-1',
  '1e309',
  '9'.repeat(40),
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  'DISCORD',
  'discord',
];

const NUMBERS = [0, -0, -1, 1, 1.5, 101, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, 1e308, Number.MIN_VALUE];

/** Any JSON value, mostly of the kind that is not expected. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...TEXTS),
  fc.constantFrom<unknown>(...NUMBERS),
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { length: 3 }, { then: 1 }, { $ne: null }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom<unknown>(...TEXTS, null, 1, {}), { maxLength: 120 }),
  fc.jsonValue({ maxDepth: 4 }),
);

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Bodies that are no JSON, or more JSON than anybody needs. */
export const BYTES: readonly Buffer[] = [
  Buffer.alloc(0),
  Buffer.from('{'),
  Buffer.from('{"a":'),
  Buffer.from('nul'),
  Buffer.from('NaN'),
  Buffer.from('{"a":1,}'),
  Buffer.from("{'a':1}"),
  Buffer.from('{"a":1}{"b":2}'),
  Buffer.from('\ufeff{}'),
  Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
  Buffer.from([0, 0, 0, 0]),
  Buffer.from('{"__proto__":{"admin":true}}'),
  Buffer.from('{"constructor":{"prototype":{"admin":true}}}'),
  Buffer.from('{"a":{"__proto__":1}}'),
  Buffer.from('{"a":{"constructor":1}}'),
  Buffer.from('{"\\u005f_proto__":1}'),
  Buffer.from('{"platform":"DISCORD","platform_user_id":"a\\u0000b"}'),
  Buffer.from('{"platform":"DISCORD","platform_user_id":"\\ud800"}'),
  Buffer.from('{"\\u0000":1}'),
  Buffer.from('{"a":1,"a":2}'),
  Buffer.from(deep(31)),
  Buffer.from(deep(33)),
  Buffer.from(deep(20_000)),
  Buffer.from(`{"a":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`),
  Buffer.from(`{"name":"${'x'.repeat(200_000)}"}`),
  Buffer.from(`{"name":"${'x'.repeat(300_000)}"}`),
  Buffer.from(JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i])))),
];

/** Path segments as they go over the wire. */
export const SEGMENTS: readonly string[] = [
  '%00',
  '%zz',
  '%',
  '%c3%28',
  '%ed%a0%80',
  '%2e%2e',
  '%2F',
  '%5c',
  '%0d%0aX-Evil:1',
  '..',
  '.',
  'a b'.replace(' ', '%20'),
  '*',
  ':id',
  'a'.repeat(64),
  'a'.repeat(65),
  'a'.repeat(300),
  'a'.repeat(2048),
  'a'.repeat(2049),
  'a'.repeat(9000),
  '9'.repeat(30),
  'null',
  'undefined',
  '__proto__',
  '00000000-0000-0000-0000-000000000000',
  '0199C8A0-7B1E-7CC3-8F5E-3C9A1D2B4E6F',
  '\u00ff\u00fe',
  ';a=1',
];
