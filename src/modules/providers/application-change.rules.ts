export type ApplicationVerdict = 'unchanged' | 'forgotten' | 'replaced' | 'client_id_needed' | 'client_secret_needed';

/**
 * A client id and its secret belong together: a secret is never kept for another id. Whoever sends the id that is stored already, as a
 * form does that was filled from it, changes nothing.
 *
 * @param storedId null: none is stored
 * @param clientId undefined: not said; null: forget the stored application
 */
export function judgeApplicationChange(
  storedId: string | null,
  clientId: string | null | undefined,
  clientSecret: string | undefined,
): ApplicationVerdict {
  if (clientSecret !== undefined)
    return (clientId === undefined ? storedId : clientId) === null ? 'client_id_needed' : 'replaced';
  if (clientId === undefined || clientId === storedId) return 'unchanged';
  return clientId === null ? 'forgotten' : 'client_secret_needed';
}
