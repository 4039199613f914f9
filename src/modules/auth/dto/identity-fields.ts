import { IsEmail, IsString, Length, Matches, MaxLength, ValidateBy } from 'class-validator';
import { allRules } from '../../../common/http/all-rules.decorator.js';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../../common/crypto/password-policy.js';
import { EMAIL_MAX_LENGTH, HUMAN_USERNAME_RULE, isHumanUsername } from '../../users/index.js';

/** ASCII only: the database and we must fold the same letters. */
export const IsEmailAddress = (): PropertyDecorator =>
  allRules(
    IsEmail({ require_tld: false, allow_utf8_local_part: false }),
    Matches(/^[\x21-\x7e]*$/, { message: 'email must be ASCII (use the xn-- form of a domain)' }),
    MaxLength(EMAIL_MAX_LENGTH),
  );

export const IsHumanUsername = (): PropertyDecorator =>
  ValidateBy({
    name: 'matches',
    validator: {
      validate: (value) => typeof value === 'string' && isHumanUsername(value),
      defaultMessage: () => `$property must be ${HUMAN_USERNAME_RULE}`,
    },
  });

export const IsNewPassword = (): PropertyDecorator =>
  allRules(IsString(), Length(PASSWORD_MIN_LENGTH, PASSWORD_MAX_LENGTH));
