import { cursorAt, seqOfCursor } from './cursor.rules.js';
import { estimateTokens, judgeAdmission, withinTokens, type AdmissionVerdict, type UnderWay } from './turn.rules.js';
import type { Concurrency } from './turn.types.js';

const TURN = '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f';
const IDLE: UnderWay = { sessionRunning: false, sessionQueued: 0, running: 0, queued: 0 };
const BUSY: UnderWay = { sessionRunning: true, sessionQueued: 0, running: 1, queued: 0 };

describe('another message', () => {
  it.each<[string, Concurrency, UnderWay, AdmissionVerdict]>([
    ['of somebody idle comes in', 'reject', IDLE, 'admit'],
    ['waits in a busy session', 'queue', BUSY, 'admit'],
    ['is refused in a busy session that rejects', 'reject', BUSY, 'busy'],
    ['is refused behind one that waits', 'reject', { ...IDLE, sessionQueued: 1, queued: 1, running: 3 }, 'busy'],
    ['interrupts', 'interrupt', BUSY, 'interrupt'],
    ['interrupts nothing in an idle session', 'interrupt', IDLE, 'admit'],
    ['waits as the fifth', 'queue', { ...BUSY, sessionQueued: 4, queued: 4 }, 'admit'],
    ['does not wait as the sixth', 'queue', { ...BUSY, sessionQueued: 5, queued: 5 }, 'queue_full'],
    ['takes the place of those it interrupts', 'interrupt', { ...BUSY, sessionQueued: 5, queued: 15 }, 'interrupt'],
    ['waits while three others run', 'queue', { ...IDLE, running: 3, queued: 14 }, 'admit'],
    ['does not wait as the sixteenth', 'queue', { ...IDLE, running: 3, queued: 15 }, 'too_many'],
    ['runs at once, whoever waits elsewhere', 'queue', { ...IDLE, running: 2, queued: 15 }, 'admit'],
  ])('%s', (_, concurrency, underWay, verdict) => {
    expect(judgeAdmission(concurrency, underWay)).toBe(verdict);
  });
});

describe('a cursor', () => {
  it('is read as it was written', () => {
    expect(seqOfCursor(TURN, cursorAt(TURN, 42))).toBe(42);
    expect(cursorAt(TURN, 42)).toBe(`${TURN}.000042`);
  });

  it.each([
    [null, null],
    ['', null],
    ['nonsense', 'unknown'],
    [`${TURN}.`, 'unknown'],
    [`${TURN}.1e3`, 'unknown'],
    [`${TURN}.-1`, 'unknown'],
    [`0199c8a0-7b1e-7cc3-8f5e-000000000000.1`, 'unknown'],
  ])('that is %j is %j', (cursor, place) => {
    expect(seqOfCursor(TURN, cursor)).toBe(place);
  });
});

describe('what the assistant sees', () => {
  it('is the newest message, and as many before it as fit', () => {
    const said = ['newest '.repeat(9), 'b'.repeat(40), 'a'.repeat(40)].map((text) => ({ text }));
    const seen = (tokens: number): number => withinTokens(said, tokens).length;
    expect([seen(0), seen(9), seen(10), seen(19), seen(20)]).toEqual([1, 1, 2, 2, 3]);
    expect(withinTokens(said, 20).at(-1)).toBe(said[0]);
  });

  it('is estimated at four characters a token', () => {
    expect([estimateTokens(''), estimateTokens('a'), estimateTokens('four'), estimateTokens('fives')]).toEqual([
      0, 1, 1, 2,
    ]);
  });
});
