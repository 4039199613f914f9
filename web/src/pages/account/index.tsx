import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { mayManage, useWho } from '../../app/who';
import { Badge, PageHead } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Loaded } from '../../ui/states';
import type { Account } from './account-calls';
import { AccountDialog, type AccountAction } from './account-dialogs';
import { Members } from './members';

export function AccountPage(): ReactElement {
  const { account } = useWho();
  const query = useQuery({
    queryKey: ['account', account.id],
    queryFn: () => ask(api.GET('/v1/accounts/{id}', { params: { path: { id: account.id } } })),
  });
  return <Loaded query={query}>{(found) => <Details key={found.id} account={found} />}</Loaded>;
}

function Details({ account }: { readonly account: Account }): ReactElement {
  const [action, setAction] = useState<AccountAction | null>(null);
  const managed = mayManage(account);
  return (
    <>
      <PageHead
        title={account.name}
        badges={account.personal && <Badge>personal</Badge>}
        about={
          account.bot_fallback === 'global'
            ? 'When a bot of the account cannot act, the global bot speaks in its place.'
            : 'When a bot of the account cannot act, nobody speaks in its place.'
        }
      />
      <p className="small muted">
        Id <code>{account.id}</code>
      </p>
      <div className="actions">
        {managed && <Button onClick={() => setAction('change')}>Settings</Button>}
        <Button onClick={() => setAction('create')}>New account</Button>
        {account.role === 'owner' && !account.personal && (
          <>
            <Button onClick={() => setAction('transfer')}>Transfer ownership</Button>
            <Button onClick={() => setAction('delete')}>Delete account</Button>
          </>
        )}
      </div>
      <Members account={account} />
      {action && <AccountDialog account={account} action={action} onClose={() => setAction(null)} />}
    </>
  );
}
