import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '@/features/auth/session';
import { FormRefusal, useRefusal } from '@/features/shell/Refusal';
import { Button } from '@/ui/Button';
import { CheckRow } from '@/ui/Checkbox';
import { Dialog } from '@/ui/Dialog';
import { Choice, Field } from '@/ui/Field';
import { FormDialog } from '@/ui/FormDialog';
import { NewSecret } from './NewSecret';
import { createToken, tokensQuery } from './queries';
import { lives, scopes } from './scopes';

/** Makes a token and then shows its secret, this once. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const operator = useSession()?.operator ?? false;
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(['stores:read']);
  const [days, setDays] = useState(90);
  const [tried, setTried] = useState(false);
  const make = useMutation({
    mutationFn: () => createToken({ name: name.trim(), scopes: [...chosen], expires_in_days: days }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
    // Not kept anywhere once it is not shown any more.
    gcTime: 0,
  });
  const { error, wait } = useRefusal({ error: make.error, at: make.submittedAt });
  const submit = (): void => {
    setTried(true);
    if (name.trim() !== '' && chosen.length > 0) {
      make.mutate();
    }
  };
  if (make.data) {
    return (
      <Dialog
        open
        firm
        wide
        onClose={onClose}
        title={
          <>
            Your new token “<bdi>{make.data.token.name}</bdi>”
          </>
        }
        footer={
          <Button look="primary" onClick={onClose}>
            I have kept it
          </Button>
        }
      >
        <NewSecret made={make.data} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      wide
      onClose={onClose}
      title="New token"
      description="Name it after what will use it, so that you know later what stops when you revoke it."
      action="Make the token"
      busy={make.isPending}
      disabled={wait > 0}
      onSubmit={submit}
      className="space-y-3 pt-1"
    >
      <Field
        label="Name"
        name="name"
        data-autofocus
        autoComplete="off"
        dir="auto"
        maxLength={100}
        placeholder="Nightly backup"
        value={name}
        error={error?.fields['name'] ?? (tried && name.trim() === '' ? 'A name is required' : null)}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">What it may do</legend>
        {scopes
          .filter((scope) => operator || !scope.operators)
          .map((scope) => (
            <CheckRow
              key={scope.id}
              label={scope.words}
              hint={scope.hint}
              checked={chosen.includes(scope.id)}
              onChange={(on) => setChosen(on ? [...chosen, scope.id] : chosen.filter((each) => each !== scope.id))}
            />
          ))}
        <p role="alert" className="min-h-4 text-xs text-bad">
          {error?.fields['scopes'] ?? (tried && chosen.length === 0 ? 'Choose at least one' : '')}
        </p>
      </fieldset>
      <Choice
        label="Expires"
        className="max-w-56"
        value={days}
        onChange={(event) => setDays(Number(event.target.value))}
      >
        {lives.map((life) => (
          <option key={life} value={life}>
            after {life} days
          </option>
        ))}
      </Choice>
      <FormRefusal error={error} wait={wait} />
    </FormDialog>
  );
}
