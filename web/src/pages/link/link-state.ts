import { api, type Schemas } from '../../api/client';
import { Problem } from '../../api/problem';

export type LinkInfo = Schemas['LinkTokenInfoDto'];

/** Where the person is. `undone`: it was linked, and taken back at once. */
export type Outcome =
  | { readonly kind: 'asked' | 'yours' | 'linked' }
  | { readonly kind: 'declined'; readonly undone: boolean }
  | { readonly kind: 'awaiting'; readonly code: string }
  | { readonly kind: 'refused'; readonly error: unknown };

export interface StepProps {
  readonly token: string;
  readonly info: LinkInfo;
  readonly onOutcome: (outcome: Outcome) => void;
}

export const isLinkedToMe = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'link_token_used' && error.members.linked_to_me === true;

/** What became of a link that waits for its code to come back from the chat. */
export async function proofState(token: string): Promise<'waiting' | 'linked' | 'ended'> {
  try {
    await api.GET('/v1/platform-linking/tokens/{token}/info', { params: { path: { token } } });
    return 'waiting';
  } catch (error) {
    if (isLinkedToMe(error)) return 'linked';
    if (error instanceof Problem && (error.status === 410 || error.status === 404)) return 'ended';
    throw error;
  }
}
