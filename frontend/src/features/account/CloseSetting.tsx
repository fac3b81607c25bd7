import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { begin, type Session } from '@/features/auth/session';
import { Refusal, useRefusal } from '@/features/shell/Refusal';
import { ownedQuery } from '@/features/users/queries';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { FormDialog } from '@/ui/FormDialog';
import { Notice } from '@/ui/Notice';
import { Setting } from '@/ui/Setting';
import { closeAccount } from './queries';

export function CloseSetting({ session }: { session: Session }) {
  const owned = useQuery(ownedQuery(session.account));
  const [asking, setAsking] = useState(false);
  const stores = owned.data ?? 0;
  return (
    <Setting title="Close the account" hint="For ever: nobody can sign in to it again, and its API tokens are gone.">
      {stores > 0 && (
        <div className="mb-3">
          <Notice
            tone="warn"
            title={stores === 1 ? 'One store stands in the way' : `${stores} stores stand in the way`}
          >
            <p>
              A store that is being deleted counts until it is gone.{' '}
              <Link
                to="/"
                search={session.operator ? { owner: session.account } : {}}
                className="rounded text-accent underline"
              >
                Your stores
              </Link>
            </p>
          </Notice>
        </div>
      )}
      <Button look="danger" disabled={stores > 0} onClick={() => setAsking(true)}>
        <UserX /> Close the account…
      </Button>
      {asking && <CloseDialog session={session} onClose={() => setAsking(false)} />}
    </Setting>
  );
}

function CloseDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const close = useMutation({
    mutationFn: () => closeAccount(password),
    onSuccess: async () => {
      await begin(client);
      await navigate({ to: '/sign-in' });
    },
    gcTime: 0,
  });
  const { error, wait } = useRefusal({ error: close.error, at: close.submittedAt });
  const wrong = error?.code === 'FORBIDDEN' ? error.message : error?.fields['password'];
  return (
    <FormDialog
      onClose={onClose}
      title="Close the account for ever?"
      description="This cannot be undone. What you did stays in the audit log."
      keep="Keep it"
      action="Close for ever"
      danger
      busy={close.isPending}
      disabled={password === '' || wait > 0}
      onSubmit={() => close.mutate()}
      className="pt-1"
    >
      <input className="hidden" name="username" autoComplete="username" value={session.name} readOnly />
      <Field
        label="Your password"
        name="password"
        type="password"
        autoComplete="current-password"
        data-autofocus
        value={password}
        error={wrong}
        onChange={(event) => setPassword(event.target.value)}
      />
      {error !== null && wrong === undefined && <Refusal error={error} wait={wait} />}
    </FormDialog>
  );
}
