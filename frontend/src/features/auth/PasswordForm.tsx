import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { toApiError, type ApiError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Countdown, useCountdown } from '@/ui/Countdown';
import { Field } from '@/ui/Field';
import { Failure } from '@/ui/Notice';
import { useSignIn } from './session';
import type { Ways } from './ways';

const SHORTEST_PASSWORD = 12;

/** Signing in, and where the server permits it signing up, with an e-mail address and a password. */
export function PasswordForm({ ways, onDone }: { ways: Ways; onDone: () => void }) {
  const { withPassword, signUp } = useSignIn();
  const [fresh, setFresh] = useState(ways.set_up_needed);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [setupToken, setSetupToken] = useState('');
  const enter = useMutation({
    mutationFn: () =>
      fresh ? signUp(email.trim(), password, setupToken.trim()) : withPassword(email.trim(), password),
    onSuccess: onDone,
  });
  const error = enter.error ? toApiError(enter.error) : null;
  const wait = useCountdown(error?.retryAfter ?? null, enter.submittedAt);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!enter.isPending && wait === 0) {
      enter.mutate();
    }
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-1 rounded-xl border bg-surface p-5">
      <h2 className="mb-3 font-semibold">
        {!fresh ? 'Sign in' : ways.set_up_needed ? 'Make the first operator’s account' : 'Make an account'}
      </h2>
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        error={error?.fields['email']}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={fresh ? 'new-password' : 'current-password'}
        value={password}
        error={error?.fields['password']}
        hint={fresh ? `At least ${SHORTEST_PASSWORD} characters; a sentence is a good one.` : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      {fresh && ways.set_up_needed && (
        <Field
          label="Set-up token"
          name="setup-token"
          autoComplete="off"
          value={setupToken}
          error={error?.fields['setup_token']}
          hint="The server printed it when it started."
          onChange={(event) => setSetupToken(event.target.value)}
        />
      )}
      <Refusal error={error} wait={wait} />
      <Button type="submit" look="primary" className="mt-3 w-full" busy={enter.isPending} disabled={wait > 0}>
        {fresh ? 'Make the account' : 'Sign in'}
      </Button>
      {(ways.sign_up_open || ways.set_up_needed) && (
        <Button
          look="quiet"
          className="mt-1 w-full"
          onClick={() => {
            setFresh(!fresh);
            enter.reset();
          }}
        >
          {fresh ? 'I have an account' : 'Make an account'}
        </Button>
      )}
    </form>
  );
}

/** What is about no field that is shown. */
function Refusal({ error, wait }: { error: ApiError | null; wait: number }) {
  const shown = ['email', 'password', 'setup_token'];
  if (error === null || shown.some((field) => error.fields[field] !== undefined)) {
    return null;
  }
  return (
    <>
      <Failure error={error} />
      {wait > 0 && <Countdown seconds={wait} />}
    </>
  );
}
