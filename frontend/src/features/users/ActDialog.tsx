import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Refusal, useRefusal } from '@/features/shell/Refusal';
import { Confirm } from '@/ui/Confirm';
import { Field } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { toast } from '@/ui/toast';
import { TypeToConfirm } from '@/ui/TypeToConfirm';
import type { Act } from './acts';
import { LimitsDialog } from './LimitsDialog';
import { changeUser, closeUser, ownedQuery, usersKey, type User } from './queries';

interface Asked {
  title: ReactNode;
  description: string;
  action: string;
  danger: boolean;
  done: string;
  run: () => Promise<unknown>;
}

function ask(act: Exclude<Act, 'limits'>, user: User): Asked {
  const name = user.email ?? user.id;
  const bold = <bdi className="break-all">{name}</bdi>;
  switch (act) {
    case 'role':
      return user.role === 'operator'
        ? {
            title: <>Make {bold} a user?</>,
            description: 'They then see their own stores only. Tokens with the scope admin lose it.',
            action: 'Make a user',
            danger: true,
            done: `${name} is a user now`,
            run: () => changeUser(user.id, { role: 'user' }),
          }
        : {
            title: <>Make {bold} an operator?</>,
            description: 'Operators see and change everybody’s stores, all accounts and the audit log.',
            action: 'Make an operator',
            danger: false,
            done: `${name} is an operator now`,
            run: () => changeUser(user.id, { role: 'operator' }),
          };
    case 'suspend':
      return {
        title: <>Suspend {bold}?</>,
        description: 'They are signed out at once and their tokens stop, until you lift it. Their stores go on.',
        action: 'Suspend',
        danger: true,
        done: `${name} is suspended`,
        run: () => changeUser(user.id, { suspended: true }),
      };
    case 'lift':
      return {
        title: <>Lift the suspension of {bold}?</>,
        description: 'They can sign in again, and their tokens work again.',
        action: 'Lift it',
        danger: false,
        done: `${name} can sign in again`,
        run: () => changeUser(user.id, { suspended: false }),
      };
    case 'close':
      return {
        title: <>Close {bold} for ever?</>,
        description: 'Nobody can sign in to it again, and its tokens are gone. This cannot be undone.',
        action: 'Close for ever',
        danger: true,
        done: `${name} is closed`,
        run: () => closeUser(user.id),
      };
  }
}

/** Asks before an act on an account, and does it. */
export function ActDialog({ act, user, onClose }: { act: Act; user: User; onClose: () => void }) {
  return act === 'limits' ? (
    <LimitsDialog user={user} onClose={onClose} />
  ) : (
    <Sure act={act} user={user} onClose={onClose} />
  );
}

function Sure({ act, user, onClose }: { act: Exclude<Act, 'limits'>; user: User; onClose: () => void }) {
  const client = useQueryClient();
  const { title, description, action, danger, done, run } = ask(act, user);
  const owned = useQuery({ ...ownedQuery(user.id), enabled: act === 'close' });
  const [typed, setTyped] = useState('');
  const doing = useMutation({
    mutationFn: run,
    onSuccess: () => {
      toast.success(done);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: usersKey }),
  });
  const { error, wait } = useRefusal({ error: doing.error, at: doing.submittedAt });
  const stores = owned.data ?? 0;
  const name = user.email ?? user.id;
  const blocked = act === 'close' && (stores > 0 || typed.trim() !== name);
  return (
    <Confirm
      title={title}
      description={description}
      action={action}
      danger={danger}
      busy={doing.isPending}
      disabled={wait > 0 || blocked}
      onConfirm={() => doing.mutate()}
      onClose={onClose}
    >
      <div className="space-y-3">
        {act === 'close' && stores > 0 && <StoresInTheWay user={user} stores={stores} />}
        {act === 'close' && stores === 0 && (
          <Field
            label={<TypeToConfirm name={name} />}
            name="confirm"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        {error !== null && <Refusal error={error} wait={wait} />}
      </div>
    </Confirm>
  );
}

function StoresInTheWay({ user, stores }: { user: User; stores: number }) {
  return (
    <Notice tone="warn" title={stores === 1 ? 'One store stands in the way' : `${stores} stores stand in the way`}>
      <p>
        An account that owns stores is not closed.{' '}
        <Link to="/" search={{ owner: user.id }} className="rounded text-accent underline">
          Delete them first
        </Link>
        .
      </p>
    </Notice>
  );
}
