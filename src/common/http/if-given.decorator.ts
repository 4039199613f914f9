import { ValidateIf } from 'class-validator';

/** The field may be left out. Unlike `@IsOptional`, null is not a way to leave it out. */
export const IfGiven = (): PropertyDecorator => ValidateIf((_dto: object, value: unknown) => value !== undefined);
