import { useState, type SubmitEvent } from 'react';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { demoNameError, useSignIn } from './session';

/** The door of demo mode: a name is enough, and whoever gives the same one sees the same stores. */
export function NameForm({ onDone }: { onDone: () => void }) {
  const { asName } = useSignIn();
  // Whoever calls the API without a name is demo, so that is whose stores a newcomer looks for.
  const [name, setName] = useState('demo');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const fault = demoNameError(name);
    setError(fault);
    if (fault === null) {
      void asName(name).then(onDone);
    }
  };
  return (
    <form onSubmit={submit} noValidate className="rounded-xl border bg-surface p-5">
      <Field
        label="Your name"
        name="name"
        autoComplete="username"
        autoFocus
        value={name}
        error={error}
        hint="Demo mode asks for no password: the name says whose stores you see."
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
      />
      <Button type="submit" look="primary" className="mt-3 w-full">
        Continue
      </Button>
    </form>
  );
}
