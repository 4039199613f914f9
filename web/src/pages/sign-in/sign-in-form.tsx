import type { ReactElement } from 'react';
import { useInfo, type Info } from '../../app/who';
import { TextField } from '../../ui/field';
import { Form, secretOf, textOf } from '../../ui/form';
import { Loaded } from '../../ui/states';
import { signIn } from './sign-in';

interface Instead {
  /** Leads to the other form. */
  readonly instead: ReactElement;
}

export function SignInForm({ instead }: Instead): ReactElement {
  return <Loaded query={useInfo()}>{(info) => <Ways info={info} instead={instead} />}</Loaded>;
}

function Ways({ info, instead }: Instead & { readonly info: Info }): ReactElement {
  const send = (values: FormData): Promise<void> => signIn(textOf(values, 'login'), secretOf(values, 'password'));
  return (
    <>
      <Form send={send} submit="Sign in">
        <TextField
          label="Username or e-mail"
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          hint={info.sign_in.ldap ? 'The name and password of your organisation’s directory work too.' : undefined}
        />
      </Form>
      {info.sign_in.oidc && (
        <>
          <p className="or">or</p>
          <a className="button plain wide" href={outsideAddress()}>
            Sign in with your organisation
          </a>
        </>
      )}
      {info.registration_enabled && <p className="muted">New here? {instead}</p>}
    </>
  );
}

/** A page to go to, which leads back to the one that is open; the server compares it with its own list. */
function outsideAddress(): string {
  const { pathname, hash } = location;
  const token = pathname === '/link' ? hash.replace(/^#\/?/, '') : '';
  const back = token === '' ? pathname : `/link/${token}`;
  return `/v1/auth/oidc/authorize?return_to=${encodeURIComponent(back)}`;
}
