import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isNetwork } from '../../../common/http/networks.js';

/** An address, or a network in CIDR notation. */
export const IsNetwork = (options: ValidationOptions = {}): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isNetwork',
      validator: {
        validate: isNetwork,
        defaultMessage: () => `${options.each ? 'each value in ' : ''}$property must be an address or a network (CIDR)`,
      },
    },
    options,
  );
