import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { askAgain, type Session } from '@/features/auth/session';
import { SHORTEST_PASSWORD } from '@/features/auth/ways';
import { Refusal, useRefusal } from '@/features/shell/Refusal';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Setting } from '@/ui/Setting';
import { toast } from '@/ui/toast';
import { changePassword } from './queries';

export function PasswordSetting({ session }: { session: Session }) {
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: async () => {
      await changePassword(current, next);
      // The session is a new one, and so is the token that changes carry.
      await askAgain(client);
    },
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast.success('Password changed; other browsers are signed out');
    },
    gcTime: 0,
  });
  const { error, wait } = useRefusal({ error: change.error, at: change.submittedAt });
  const wrong = error?.status === 403 ? error.message : error?.fields['current_password'];
  const shown = wrong !== undefined || error?.fields['new_password'] !== undefined;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!change.isPending && wait === 0) {
      change.mutate();
    }
  };
  return (
    <Setting title="Password" hint="Changing it signs out every other browser. API tokens go on working.">
      <form onSubmit={submit} noValidate className="max-w-sm space-y-1">
        {/* So that a password manager knows whose password it is. */}
        <input className="hidden" name="username" autoComplete="username" value={session.name} readOnly />
        <Field
          label="Current password"
          name="current-password"
          type="password"
          autoComplete="current-password"
          value={current}
          error={wrong}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <Field
          label="New password"
          name="new-password"
          type="password"
          autoComplete="new-password"
          value={next}
          error={error?.fields['new_password']}
          hint={`At least ${SHORTEST_PASSWORD} characters; a sentence is a good one.`}
          onChange={(event) => setNext(event.target.value)}
        />
        {error !== null && !shown && <Refusal error={error} wait={wait} />}
        <Button
          type="submit"
          className="mt-2"
          busy={change.isPending}
          disabled={current === '' || next === '' || wait > 0}
        >
          Change the password
        </Button>
      </form>
    </Setting>
  );
}
