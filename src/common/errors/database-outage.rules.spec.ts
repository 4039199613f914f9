import { isDatabaseOutage, isRetryable, refusesData, violatedConstraint } from './database-outage.rules.js';

const failure = (members: Record<string, unknown>, message = 'x') => Object.assign(new Error(message), members);

describe('isDatabaseOutage', () => {
  it.each([
    ['refused connection', failure({ code: 'ECONNREFUSED', syscall: 'connect' })],
    ['all addresses refused', new AggregateError([failure({ code: 'ECONNREFUSED' })])],
    ['admin shutdown', failure({ severity: 'FATAL', code: '57P01' })],
    ['starting up', failure({ severity: 'FATAL', code: '57P03' })],
    ['too many connections', failure({ severity: 'FATAL', code: '53300' })],
    ['disk full', failure({ severity: 'ERROR', code: '53100' })],
    ['statement timeout', failure({ severity: 'ERROR', code: '57014' })],
    ['terminated', failure({}, 'Connection terminated unexpectedly')],
    ['no free connection', failure({}, 'timeout exceeded when trying to connect')],
    ['connection lost within a transaction', failure({ name: 'QueryRunnerAlreadyReleasedError' })],
    ['wrapped by TypeORM', failure({ driverError: failure({ severity: 'FATAL', code: '57P01' }) })],
  ])('%s', (_, error) => {
    expect(isDatabaseOutage(error)).toBe(true);
  });

  it.each([
    ['a unique violation', failure({ severity: 'ERROR', code: '23505' })],
    ['a syntax error', failure({ severity: 'ERROR', code: '42601' })],
    ['a bug', new TypeError('x is undefined')],
    ['no error at all', 'ECONNREFUSED'],
  ])('not %s', (_, error) => {
    expect(isDatabaseOutage(error)).toBe(false);
  });
});

describe('other failures of the database', () => {
  it('retries deadlocks and serialization failures only', () => {
    expect(isRetryable({ code: '40P01' })).toBe(true);
    expect(isRetryable({ code: '40001' })).toBe(true);
    expect(isRetryable({ code: '23505' })).toBe(false);
    expect(isRetryable(null)).toBe(false);
  });

  it('tells what was to be written from the database', () => {
    expect(refusesData(failure({ severity: 'ERROR', code: '22P02' }))).toBe(true);
    expect(refusesData(failure({ severity: 'ERROR', code: '23505' }))).toBe(true);
    expect(refusesData(failure({ severity: 'ERROR', code: '53100' }))).toBe(false);
    expect(refusesData(failure({ severity: 'ERROR', code: '57014' }))).toBe(false);
    expect(refusesData(failure({}, 'Connection terminated unexpectedly'))).toBe(false);
    expect(refusesData('22P02')).toBe(false);
  });

  it('names the violated constraint', () => {
    expect(violatedConstraint({ code: '23505', constraint: 'users_email_key' })).toBe('users_email_key');
    expect(violatedConstraint({ code: '42601', constraint: 'x' })).toBeNull();
    expect(violatedConstraint(undefined)).toBeNull();
  });
});
