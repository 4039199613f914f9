import type { ColumnReport } from './key-rotation.js';
import { composeReport, isComplete } from './rotation-report.rules.js';

const column = (name: string, change: Partial<ColumnReport> = {}): ColumnReport => ({
  name,
  rewritten: 0,
  good: 0,
  altered: 0,
  needs: new Map(),
  ...change,
});

describe('the report of a rotation', () => {
  it('says that an old key may go once nothing needs it', () => {
    const columns = [column('a.b', { rewritten: 3, good: 4 }), column('long.name')];
    expect(composeReport(columns, 'k2', ['k2', 'k1'])).toBe(
      'a.b        3 sealed anew, 4 open\nlong.name  0 sealed anew, 0 open\n' +
        'Key k1 is needed by nothing: it may be removed from ENCRYPTION_KEYS\n',
    );
    expect(isComplete(columns)).toBe(true);
  });

  it('says where an old key is still needed, also one that is not configured', () => {
    const columns = [
      column('a.b', { needs: new Map([['k1', 2]]) }),
      column('c.d', {
        needs: new Map([
          ['k0', 1],
          ['k1', 1],
        ]),
      }),
    ];
    const text = composeReport(columns, 'k2', ['k2', 'k1']);
    expect(text).toContain('Key k1 is still needed: 2 of a.b, 1 of c.d\n');
    expect(text).toContain('Key k0 is still needed and is not configured: 1 of c.d\n');
    expect(text).not.toContain('may be removed');
    expect(isComplete(columns)).toBe(false);
  });

  it('says what was altered', () => {
    const columns = [column('a.b', { altered: 1 })];
    expect(composeReport(columns, 'k', ['k'])).toContain('1 ALTERED OR MOVED');
    expect(isComplete(columns)).toBe(false);
  });
});
