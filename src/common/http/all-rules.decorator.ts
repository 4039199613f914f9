/** Several rules of a field under one name. */
export const allRules =
  (...rules: readonly PropertyDecorator[]): PropertyDecorator =>
  (dto, field) => {
    for (const rule of rules) rule(dto, field);
  };
