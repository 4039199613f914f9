import type { Client } from './client.js';

export interface AskedError {
  readonly message: string;
  readonly path?: readonly string[];
  readonly extensions: { readonly code: string; readonly error_code: number; readonly [member: string]: unknown };
}

export interface Asked<T> {
  readonly data?: T | null;
  readonly errors?: readonly AskedError[];
}

/** A GraphQL query; what came back, also when it was refused. */
export async function ask<T = Record<string, unknown>>(
  client: Client,
  query: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, string>,
): Promise<Asked<T>> {
  const answer = await client.post<Asked<T>>('/graphql', { query, ...(variables ? { variables } : {}) }, headers);
  if (answer.status !== 200) throw new Error(`GraphQL answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The codes of what was refused. */
export const codesOf = ({ errors = [] }: Asked<unknown>): string[] => errors.map(({ extensions }) => extensions.code);
