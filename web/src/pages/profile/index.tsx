import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, type Schemas } from '../../api/client';
import { session } from '../../api/session';
import { useWho } from '../../app/who';
import { PageHead, Section } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Form, secretOf, textOf } from '../../ui/form';
import { say } from '../../ui/toasts';
import { Conversations } from './conversations';

export function ProfilePage(): ReactElement {
  const { me } = useWho();
  const [leaving, setLeaving] = useState(false);
  const remove = async (): Promise<void> => {
    await api.DELETE('/v1/me');
    session.signedOut();
  };
  return (
    <>
      <PageHead title="Profile" about={me.email ?? undefined} />
      <Names />
      <Password />
      <Conversations />
      <Section title="Delete yourself">
        <p className="muted">Your account, bots, tokens and links go with you. This is permanent.</p>
        <Button kind="danger" onClick={() => setLeaving(true)}>
          Delete my user
        </Button>
      </Section>
      {leaving && (
        <Confirm
          title="Delete your user?"
          submit="Delete for ever"
          typed={me.username}
          onClose={() => setLeaving(false)}
          act={remove}
        >
          <p>
            <strong>This is permanent.</strong> Your personal account, bots, tokens and linked identities are gone at
            once.
          </p>
        </Confirm>
      )}
    </>
  );
}

/** Changes what is given, and shows it. */
function useChange(): (body: Schemas['ChangeMeDto'], said: string) => Promise<void> {
  const client = useQueryClient();
  return async (body, said) => {
    await api.PATCH('/v1/me', { body });
    say(said);
    await client.invalidateQueries({ queryKey: ['me'] });
  };
}

function Names(): ReactElement {
  const { me } = useWho();
  const change = useChange();
  const send = async (values: FormData): Promise<void> => {
    const [email, current] = [textOf(values, 'email'), secretOf(values, 'current_password')];
    const body = { name: textOf(values, 'name'), username: textOf(values, 'username') };
    await change(email === (me.email ?? '') ? body : { ...body, email, current_password: current }, 'Saved');
  };
  const [email, setEmail] = useState(me.email ?? '');
  return (
    <Section title="Who you are">
      <Form send={send} submit="Save">
        <TextField label="Name" name="name" required maxLength={120} autoComplete="name" defaultValue={me.name} />
        <TextField
          label="Username"
          name="username"
          required
          maxLength={60}
          autoComplete="username"
          autoCapitalize="none"
          defaultValue={me.username}
        />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {email !== (me.email ?? '') && (
          <TextField
            label="Password, to change the e-mail address"
            name="current_password"
            type="password"
            required
            autoComplete="current-password"
          />
        )}
      </Form>
    </Section>
  );
}

function Password(): ReactElement {
  const change = useChange();
  // A new form each time: what was typed is gone with the old one.
  const [round, setRound] = useState(0);
  const send = async (values: FormData): Promise<void> => {
    const [password, current] = [secretOf(values, 'password'), secretOf(values, 'current_password')];
    await change({ password, current_password: current }, 'Changed. Your other logins have ended.');
    setRound(round + 1);
  };
  return (
    <Section title="Password">
      <Form key={round} send={send} submit="Change password">
        <TextField
          label="Current password"
          name="current_password"
          type="password"
          required
          autoComplete="current-password"
        />
        <TextField
          label="New password"
          name="password"
          type="password"
          required
          minLength={12}
          autoComplete="new-password"
          hint="At least 12 characters"
        />
      </Form>
    </Section>
  );
}
