import { randomBytes } from 'node:crypto';
import { SealedBox, UnsealError } from './sealed-box.js';

const a = randomBytes(32);
const b = randomBytes(32);
const box = (current: string, keys: Record<string, Buffer>) =>
  new SealedBox({ current, keys: new Map(Object.entries(keys)) });

describe('SealedBox', () => {
  const sealed = box('k.1', { 'k.1': a }).seal(Buffer.from('secret'), 'table/1/column');

  it('opens what it sealed, at its place', () => {
    expect(box('k.1', { 'k.1': a }).open(sealed, 'table/1/column').toString()).toBe('secret');
    expect(sealed).not.toContain('secret');
  });

  it('opens with an older key while a newer one seals', () => {
    const rotated = box('k2', { k2: b, 'k.1': a });
    expect(rotated.open(sealed, 'table/1/column').toString()).toBe('secret');
    expect(rotated.seal(Buffer.from('x'), 'p').startsWith('k2.')).toBe(true);
  });

  it('never seals the same text twice alike', () => {
    const one = box('k', { k: a });
    expect(one.seal(Buffer.from('x'), 'p')).not.toBe(one.seal(Buffer.from('x'), 'p'));
  });

  it.each([
    ['at another place', () => box('k.1', { 'k.1': a }).open(sealed, 'table/2/column'), 'altered'],
    ['with other bytes under its key id', () => box('k.1', { 'k.1': b }).open(sealed, 'table/1/column'), 'altered'],
    ['after a change', () => box('k.1', { 'k.1': a }).open(`${sealed.slice(0, -2)}AA`, 'table/1/column'), 'altered'],
    ['cut short', () => box('k.1', { 'k.1': a }).open(sealed.slice(0, 12), 'table/1/column'), 'altered'],
    ['without its key', () => box('k2', { k2: b }).open(sealed, 'table/1/column'), 'key_missing'],
  ])('does not open %s', (_, open, reason) => {
    expect(thrownBy(open)).toMatchObject({ reason, keyId: 'k.1' });
    expect(open).toThrow(UnsealError);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
