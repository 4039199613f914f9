import { useState, type ReactElement, type ReactNode } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { Logo } from '../../app/logo';
import { useSession } from '../../app/who';
import { useTitle } from '../../ui/title';
import { outsideProblem } from './outside-problems';
import { RegisterForm } from './register-form';
import { SignInForm } from './sign-in-form';

function SignInCard({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  useTitle(title);
  return (
    <main className="alone">
      <Logo />
      <div className="card">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

/** In place of a page that needs somebody; afterwards the page itself is there, at the same address. */
export function SignInHere(): ReactElement {
  const [registering, setRegistering] = useState(false);
  const toggle = (text: string): ReactElement => (
    <button type="button" className="as-link" onClick={() => setRegistering(!registering)}>
      {text}
    </button>
  );
  return registering ? (
    <SignInCard title="Create an account">
      <RegisterForm instead={toggle('Sign in')} />
    </SignInCard>
  ) : (
    <SignInCard title="Sign in">
      <SignInForm instead={toggle('Create an account')} />
    </SignInCard>
  );
}

export function LoginPage(): ReactElement {
  const [query] = useSearchParams();
  const problem = outsideProblem(query.get('error'));
  if (useSession() === 'in') return <Navigate to="/" replace />;
  return (
    <SignInCard title="Sign in">
      {problem !== null && (
        <p className="failed" role="alert">
          {problem}
        </p>
      )}
      <SignInForm instead={<Link to="/register">Create an account</Link>} />
    </SignInCard>
  );
}

export function RegisterPage(): ReactElement {
  if (useSession() === 'in') return <Navigate to="/" replace />;
  return (
    <SignInCard title="Create an account">
      <RegisterForm instead={<Link to="/login">Sign in</Link>} />
    </SignInCard>
  );
}
