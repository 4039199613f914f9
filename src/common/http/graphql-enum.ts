import { registerEnumType } from '@nestjs/graphql';

/** Words of ours as an enum of the GraphQL schema, each under its own name. */
export const enumOf = (name: string, words: readonly string[]): object => {
  const values = Object.fromEntries(words.map((word) => [word, word]));
  registerEnumType(values, { name });
  return values;
};
