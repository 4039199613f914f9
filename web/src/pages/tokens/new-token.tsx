import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ask, type Schemas } from '../../api/client';
import { useOnceKey } from '../../api/once';
import { refusedHere } from '../../api/problem';
import { useWho } from '../../app/who';
import { Modal } from '../../ui/dialog';
import { ExpiryField, expiryOf } from '../../ui/expiry';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { Form, textOf } from '../../ui/form';
import { Loaded } from '../../ui/states';
import { permissionsOf, type NewToken, type TokenCalls } from './token-calls';

interface NewTokenProps {
  readonly calls: TokenCalls;
  readonly onIssued: (issued: { readonly title: string; readonly token: string }) => void;
  readonly onClose: () => void;
}

export function NewTokenDialog({ calls, onIssued, onClose }: NewTokenProps): ReactElement {
  const groups = useQuery({
    queryKey: ['permissions'],
    queryFn: () => ask(api.GET('/v1/permissions')),
    staleTime: Infinity,
  });
  const once = useOnceKey();
  const [firstTry] = useState(() => Date.now());
  const send = async (values: FormData): Promise<void> => {
    const body = bodyOf(values, firstTry);
    onIssued(await calls.create(body, once(body)));
  };
  return (
    <Modal title="New token" onClose={onClose}>
      <Form send={send} submit="Create token" cancel={onClose}>
        <TextField label="Title" name="title" required maxLength={120} hint="What it is for, such as: nightly job" />
        <Loaded query={groups}>{(list) => <ScopeFields groups={list} />}</Loaded>
        <ExpiryField />
        <AccountField />
        <TextField
          label="Networks (optional)"
          name="allowed_cidrs"
          spellCheck={false}
          hint="It works only from these, such as 192.0.2.0/24, separated by commas"
        />
      </Form>
    </Modal>
  );
}

function bodyOf(values: FormData, now: number): NewToken {
  const scopes = values.getAll('scope').filter((scope) => typeof scope === 'string');
  if (scopes.length === 0) throw refusedHere('Tick at least one permission');
  const networks = textOf(values, 'allowed_cidrs')
    .split(/[\s,]+/)
    .filter(Boolean);
  const account = textOf(values, 'account_id');
  return {
    title: textOf(values, 'title'),
    permissions: permissionsOf(scopes),
    expires_at: expiryOf(values, now),
    ...(account === '' ? {} : { account_id: account }),
    ...(networks.length === 0 ? {} : { allowed_cidrs: networks }),
  };
}

function ScopeFields({ groups }: { readonly groups: readonly Schemas['PermissionGroupDto'][] }): ReactElement {
  return (
    <div className="scopes">
      <p className="strong">Permissions</p>
      {groups.map(({ group, permissions }) => (
        <ChoiceField
          key={group}
          label={group}
          name="scope"
          choices={permissions.map(({ permission, description, routes }) => ({
            value: `${group}:${permission}`,
            label: (
              <>
                <strong>{permission}</strong> <span className="muted">{description}</span>
                {routes.length === 0 && <span className="muted"> (opens nothing yet)</span>}
              </>
            ),
          }))}
        />
      ))}
    </div>
  );
}

function AccountField(): ReactElement {
  const { me } = useWho();
  return (
    <SelectField label="Account" name="account_id" defaultValue="" hint="One account limits what a lost token can do">
      <option value="">Every account it may use</option>
      {me.accounts.map(({ id, name }) => (
        <option key={id} value={id}>
          Only {name}
        </option>
      ))}
    </SelectField>
  );
}
