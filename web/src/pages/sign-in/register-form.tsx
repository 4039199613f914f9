import type { ReactElement } from 'react';
import { api } from '../../api/client';
import { useOnceKey } from '../../api/once';
import { useInfo } from '../../app/who';
import { TextField } from '../../ui/field';
import { Form, secretOf, textOf } from '../../ui/form';
import { Empty, Loaded } from '../../ui/states';
import { signIn } from './sign-in';

export function RegisterForm({ instead }: { readonly instead: ReactElement }): ReactElement {
  return (
    <>
      <Loaded query={useInfo()}>
        {({ registration_enabled: open }) =>
          open ? <Fields /> : <Empty title="Registration is switched off">Ask an administrator for an account.</Empty>
        }
      </Loaded>
      <p className="muted">Do you have an account? {instead}</p>
    </>
  );
}

function Fields(): ReactElement {
  const once = useOnceKey();
  const send = async (values: FormData): Promise<void> => {
    const [username, password, name] = [
      textOf(values, 'username'),
      secretOf(values, 'password'),
      textOf(values, 'name'),
    ];
    const body = { email: textOf(values, 'email'), username, password, ...(name === '' ? {} : { name }) };
    await api.POST('/v1/auth/register', { body, headers: once(body) });
    await signIn(username, password);
  };
  return (
    <Form send={send} submit="Create account">
      <TextField label="E-mail" name="email" type="email" autoComplete="email" required autoFocus />
      <TextField
        label="Username"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={60}
        hint="a–z, 0–9, dot, dash and underscore. Names that begin with bot- are for bots."
      />
      <TextField label="Name (optional)" name="name" autoComplete="name" maxLength={120} />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={12}
        hint="At least 12 characters. Three unrelated words are a good start."
      />
    </Form>
  );
}
