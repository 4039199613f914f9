import { ValidateBy } from 'class-validator';
import { pointInTime } from './point-in-time.rules.js';

/** A text that `pointInTime` reads. */
export const IsPointInTime = (): PropertyDecorator =>
  ValidateBy({
    name: 'isIso8601',
    validator: {
      validate: (value) => typeof value === 'string' && pointInTime(value) !== null,
      defaultMessage: () => '$property must be a time as 2030-12-01T10:20:30Z',
    },
  });
