import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../api/client';

export type Account = Schemas['AccountDto'];
export type Member = Schemas['MemberDto'];

export interface AccountDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** One's own roles may be among what changed. */
export async function changedMembers(client: QueryClient): Promise<void> {
  await Promise.all([['members'], ['account'], ['me']].map((queryKey) => client.invalidateQueries({ queryKey })));
}
