import { judgeApplicationChange, type ApplicationVerdict } from './application-change.rules.js';

describe('judgeApplicationChange', () => {
  it.each<[string | null, string | null | undefined, string | undefined, ApplicationVerdict]>([
    [null, undefined, undefined, 'unchanged'],
    ['a', undefined, undefined, 'unchanged'],
    ['a', 'a', undefined, 'unchanged'],
    [null, null, undefined, 'unchanged'],
    ['a', null, undefined, 'forgotten'],
    ['a', 'b', undefined, 'client_secret_needed'],
    [null, 'b', undefined, 'client_secret_needed'],
    ['a', 'b', 's', 'replaced'],
    [null, 'b', 's', 'replaced'],
    ['a', undefined, 's', 'replaced'],
    [null, undefined, 's', 'client_id_needed'],
    ['a', null, 's', 'client_id_needed'],
  ])('stored %j, id %j, secret %j: %s', (stored, clientId, clientSecret, verdict) => {
    expect(judgeApplicationChange(stored, clientId, clientSecret)).toBe(verdict);
  });
});
