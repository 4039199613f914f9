import { validate, version } from 'uuid';
import { newId } from './new-id.js';

describe('ids', () => {
  const ids = Array.from({ length: 20_000 }, newId);

  it('are UUIDs of version 7', () => {
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  });

  it('are all different, and in the order in which they were made', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('have random ends that do not follow from one another', () => {
    expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(ids.length);
  });

  it('say when they were made', () => {
    const at = parseInt(newId().replace('-', '').slice(0, 12), 16);
    expect(Math.abs(Date.now() - at)).toBeLessThan(1_000);
  });
});
