import { mintSecret } from '../crypto/secrets.js';
import { describeError } from './describe-error.rules.js';

const text = (error: unknown): string => JSON.stringify(describeError(error));

describe('what a log says of an error', () => {
  it('names type, message and place', () => {
    const described = describeError(new TypeError('x is not a function'));
    expect(described).toMatchObject({ type: 'TypeError', message: 'x is not a function' });
    expect(described?.stack).toContain('at ');
  });

  it('keeps what people sent out of database errors', () => {
    const driverError = Object.assign(new Error('invalid input syntax: "hunter2"'), {
      severity: 'ERROR',
      code: '22P02',
    });
    const error = Object.assign(new Error('invalid input syntax: "hunter2"'), {
      driverError,
      parameters: ['hunter2'],
      code: '22P02',
    });
    expect(text(error)).not.toContain('hunter2');
    expect(describeError(error)).toMatchObject({ code: '22P02', cause: { code: '22P02' } });
  });

  it.each([
    ['a key of ours', mintSecret('svc')],
    ['a JWT', 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln'],
    ['a link token', 'kq3v1cN0y8pQfVv3m3oZ5mZ2v7b1yH2k9d0sXwT4uAE'],
  ])('redacts %s', (_, secret) => {
    expect(text(new Error(`no ${secret} here`, { cause: new Error(secret) }))).not.toContain(secret);
  });

  it('redacts the password of an address', () => {
    expect(text(new Error('cannot reach postgres://u:hunter2@db/x'))).not.toContain('hunter2');
  });

  it('says no more of what is not an error than its type', () => {
    expect(describeError('hunter2')).toEqual({ type: 'string' });
    expect(describeError(null)).toBeUndefined();
  });
});
