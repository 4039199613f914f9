import { api } from './client';
import { problemFrom } from './problem';

/**
 * For what one question answers and several routes would not.
 *
 * @returns what was asked for, in the form that the query has
 * @throws Problem of the first field that was refused
 */
export async function query<T>(text: string, headers: Readonly<Record<string, string>>): Promise<T> {
  const { data: answer, response } = await api.POST('/graphql', { body: { query: text }, headers });
  const [refused] = answer?.errors ?? [];
  if (refused) throw problemFrom({ title: refused.message, ...extensionsOf(refused) }, response);
  return answer?.data as T;
}

const extensionsOf = ({ extensions }: Readonly<Record<string, unknown>>): object =>
  typeof extensions === 'object' && extensions !== null ? extensions : {};
