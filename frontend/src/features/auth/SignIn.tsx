import { Boxes, LifeBuoy, Store } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Mark } from '@/features/shell/Mark';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { demoNameError, useSignIn } from './session';

/** The door of demo mode: a name is enough, and whoever gives the same one sees the same stores. */
export function SignIn({ onDone }: { onDone: () => void }) {
  const signIn = useSignIn();
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const fault = demoNameError(name);
    setError(fault);
    if (fault === null) {
      void signIn(name).then(onDone);
    }
  };
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center p-4">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-3">
          <Mark size={36} />
          <div>
            <h1 className="text-xl font-semibold">Store Weaver</h1>
            <p className="text-sm text-muted">Online shops on your own Kubernetes</p>
          </div>
        </div>
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
        <ul className="mt-6 space-y-2.5 text-sm text-muted [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
          <li className="flex gap-2.5">
            <Store aria-hidden /> WooCommerce or Medusa, from a name to a working shop
          </li>
          <li className="flex gap-2.5">
            <Boxes aria-hidden /> Each with its own database, address, limits and admin login
          </li>
          <li className="flex gap-2.5">
            <LifeBuoy aria-hidden /> Watched and repaired; when something breaks, you read why and what to do
          </li>
        </ul>
        <p className="mt-6 border-t pt-4 text-xs text-muted">
          Programs use the same API:{' '}
          <a className="text-accent underline" href="/openapi">
            OpenAPI description
          </a>
        </p>
      </div>
    </main>
  );
}
