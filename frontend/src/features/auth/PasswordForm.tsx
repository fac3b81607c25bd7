import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { FormRefusal, useRefusal } from '@/features/shell/Refusal';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { useSignIn } from './session';
import { SHORTEST_PASSWORD, type Ways } from './ways';

type Way = 'sign-in' | 'sign-up' | 'set-up';

const words: Record<Way, { title: string; button: string; link: string }> = {
  'sign-in': { title: 'Sign in', button: 'Sign in', link: 'I have an account' },
  'sign-up': { title: 'Make an account', button: 'Make the account', link: 'Make an account' },
  'set-up': {
    title: 'Make the first operator’s account',
    button: 'Make the account',
    link: 'Set up with the server’s token',
  },
};

/** Signing in; where the server permits it signing up; and the first operator's account while there is none. */
export function PasswordForm({ ways, onDone }: { ways: Ways; onDone: () => void }) {
  const { withPassword, signUp } = useSignIn();
  const [way, setWay] = useState<Way>(ways.set_up_needed ? 'set-up' : 'sign-in');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [setupToken, setSetupToken] = useState('');
  const [tokenMissing, setTokenMissing] = useState(false);
  const enter = useMutation({
    mutationFn: () =>
      way === 'sign-in'
        ? withPassword(email.trim(), password)
        : signUp(email.trim(), password, way === 'set-up' ? setupToken.trim() : undefined),
    onSuccess: onDone,
  });
  const { error, wait } = useRefusal({ error: enter.error, at: enter.submittedAt });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    // Without it the server would make an ordinary account, which nobody wants here.
    const missing = way === 'set-up' && setupToken.trim() === '';
    setTokenMissing(missing);
    if (!missing && !enter.isPending && wait === 0) {
      enter.mutate();
    }
  };
  const others = (Object.keys(words) as Way[]).filter(
    (each) => each !== way && (each !== 'sign-up' || ways.sign_up_open) && (each !== 'set-up' || ways.set_up_needed),
  );
  return (
    <form onSubmit={submit} noValidate className="space-y-1 rounded-xl border bg-surface p-5">
      <h2 className="mb-3 font-semibold">{words[way].title}</h2>
      {way === 'set-up' && (
        <Field
          label="Set-up token"
          name="setup-token"
          autoComplete="off"
          autoFocus
          value={setupToken}
          error={tokenMissing ? 'The token is required' : error?.fields['setup_token']}
          hint="The server printed it when it started; it is also in the file setup-token of its data folder."
          onChange={(event) => setSetupToken(event.target.value)}
        />
      )}
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus={way !== 'set-up'}
        value={email}
        error={error?.fields['email']}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={way === 'sign-in' ? 'current-password' : 'new-password'}
        value={password}
        error={error?.fields['password']}
        hint={way === 'sign-in' ? undefined : `At least ${SHORTEST_PASSWORD} characters; a sentence is a good one.`}
        onChange={(event) => setPassword(event.target.value)}
      />
      <FormRefusal error={error} wait={wait} />
      <Button type="submit" look="primary" className="mt-3 w-full" busy={enter.isPending} disabled={wait > 0}>
        {words[way].button}
      </Button>
      {others.map((other) => (
        <Button
          key={other}
          look="quiet"
          className="mt-1 w-full"
          onClick={() => {
            setWay(other);
            enter.reset();
          }}
        >
          {words[other].link}
        </Button>
      ))}
    </form>
  );
}
