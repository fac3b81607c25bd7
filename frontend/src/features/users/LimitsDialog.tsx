import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormRefusal, useRefusal } from '@/features/shell/Refusal';
import { Field } from '@/ui/Field';
import { FormDialog } from '@/ui/FormDialog';
import { toast } from '@/ui/toast';
import { limitFields, parseLimit } from './limits';
import { changeUser, ownedQuery, usersKey, type Limits, type User } from './queries';

type Typed = Record<keyof Limits, string>;

/** Limits that hold for one account instead of the platform's. */
export function LimitsDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const client = useQueryClient();
  const owned = useQuery(ownedQuery(user.id));
  const [typed, setTyped] = useState<Typed>(() => asTyped(user.limits));
  const [tried, setTried] = useState(false);
  const wanted = parsed(typed);
  const save = useMutation({
    mutationFn: (limits: Limits) => changeUser(user.id, { limits }),
    onSuccess: () => {
      toast.success(`Limits of ${user.email ?? user.id} changed`);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: usersKey }),
  });
  const { error, wait } = useRefusal({ error: save.error, at: save.submittedAt });
  const submit = (): void => {
    setTried(true);
    if (wanted !== null) {
      save.mutate(wanted);
    }
  };
  return (
    <FormDialog
      onClose={onClose}
      title={
        <>
          Limits of <bdi className="break-all">{user.email ?? user.id}</bdi>
        </>
      }
      description="Where a field is empty, the platform’s limit holds. Stores that are there already stay."
      action="Save"
      busy={save.isPending}
      disabled={wait > 0}
      onSubmit={submit}
      className="pt-1"
    >
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {limitFields.map(({ key, word }, at) => (
          <Field
            key={key}
            label={word}
            name={key}
            inputMode="decimal"
            autoComplete="off"
            placeholder="the platform’s"
            {...(at === 0 && { 'data-autofocus': true })}
            value={typed[key]}
            error={error?.fields[`limits.${key}`] ?? (tried ? fault(typed[key], key) : null)}
            hint={key === 'max_stores' && owned.data !== undefined ? `Has ${owned.data} now` : undefined}
            onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
          />
        ))}
      </div>
      <FormRefusal error={error} wait={wait} />
    </FormDialog>
  );
}

function asTyped(limits: Limits): Typed {
  return Object.fromEntries(limitFields.map(({ key }) => [key, limits[key]?.toString() ?? ''])) as Typed;
}

/** All limits together; null where one of them is no number. */
function parsed(typed: Typed): Limits | null {
  const values = limitFields.map(({ key }) => [key, parseLimit(typed[key], key === 'max_stores')] as const);
  return values.some(([, value]) => value === undefined) ? null : (Object.fromEntries(values) as unknown as Limits);
}

function fault(text: string, key: keyof Limits): string | null {
  const whole = key === 'max_stores';
  return parseLimit(text, whole) === undefined ? `A ${whole ? 'whole ' : ''}number from 0 to 1,000,000` : null;
}
