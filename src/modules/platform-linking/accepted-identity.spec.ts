import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import 'reflect-metadata';
import { IdentityDto } from './dto/identity.dto.js';
import { LINK_PLATFORMS } from '../../common/platforms.js';
import { isAcceptedAtOnce } from '../../common/http/accept-at-once.js';
import { RequestValidationPipe } from '../../common/http/validation.pipe.js';

const strict = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };
const isValid = (body: object) => validateSync(plainToInstance(IdentityDto, body), strict).length === 0;

const anything = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null), fc.object());
const nearly = fc.record(
  {
    platform: fc.oneof(fc.constantFrom(...LINK_PLATFORMS), anything),
    platform_user_id: fc.oneof(
      fc.string({ minLength: 1, maxLength: 255 }),
      fc.string({ minLength: 250, maxLength: 260 }),
      anything,
    ),
    other: anything,
  },
  { requiredKeys: [] },
);

describe('a body that is accepted at once', () => {
  it('is one that class-validator accepts, whatever is in it', () => {
    fc.assert(
      fc.property(nearly, (body) => {
        if (isAcceptedAtOnce(IdentityDto, body)) expect(isValid(body)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    { platform: 'DISCORD', platform_user_id: '80351110224678912' },
    { platform: 'LINEAR', platform_user_id: 'x'.repeat(255) },
  ])('is what bot services send: %j', (body) => {
    expect(isAcceptedAtOnce(IdentityDto, body)).toBe(true);
    const dto = new RequestValidationPipe().transform(body, { type: 'body', metatype: IdentityDto });
    expect(dto).toBeInstanceOf(IdentityDto);
    expect(dto).toEqual(plainToInstance(IdentityDto, body));
  });

  it.each([
    {},
    [],
    { platform: 'DISCORD' },
    { platform: 'IRC', platform_user_id: '1' },
    { platform: 'DISCORD', platform_user_id: '' },
    { platform: 'DISCORD', platform_user_id: 'x'.repeat(256) },
    { platform: 'DISCORD', platform_user_id: 1 },
    { platform: 'DISCORD', platform_user_id: '1', more: 1 },
    { platform: ['DISCORD'], platform_user_id: '1' },
  ])('is not %j', (body) => {
    expect(isAcceptedAtOnce(IdentityDto, body)).toBe(false);
    expect(isValid(body)).toBe(false);
  });

  it('leaves other alphabets to class-validator, which counts their characters', () => {
    const body = { platform: 'DISCORD', platform_user_id: 'Ada 👋' };
    expect(isAcceptedAtOnce(IdentityDto, body)).toBe(false);
    expect(isValid(body)).toBe(true);
  });
});
